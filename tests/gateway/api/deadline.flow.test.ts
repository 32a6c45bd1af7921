import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import express from 'express'
import { createDeadline } from '../../../gateway/api/deadline.ts'

const MS = 40

describe('a request whose handler does not answer', () => {
  let server: Server
  let origin: string
  let late: (() => void) | undefined
  const failures: unknown[] = []
  beforeAll(async () => {
    const app = express()
    app.use(
      createDeadline((_request, response) => {
        response.status(503).setHeader('Retry-After', '5').end('later')
      }, MS),
    )
    app.get('/never', () => undefined)
    app.get('/late', async (_request, response) => {
      await new Promise<void>((resolve) => {
        late = resolve
      })
      try {
        response.setHeader('X-Late', 'yes')
        response.status(200).send('late')
      } catch (error) {
        failures.push(error)
      }
    })
    app.get('/begun', async (_request, response) => {
      response.write('one ')
      await delay(MS * 4)
      response.end('two')
    })
    app.post('/body', express.text(), (request, response) => {
      response.send(request.body)
    })
    server = createServer(app).listen(0, '127.0.0.1')
    await once(server, 'listening')
    origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })

  it('is answered all the same, and says when to try again', async () => {
    const answer = await fetch(`${origin}/never`)
    expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([503, '5', 'later'])
  })

  it('is answered once, whatever its handler says later, and its connection goes on', async () => {
    const answer = await fetch(`${origin}/late`)
    expect([answer.status, await answer.text()]).toEqual([503, 'later'])
    late?.()
    await delay(MS)
    expect([failures, await (await fetch(`${origin}/begun`)).text()]).toEqual([[], 'one two'])
  })

  it('that sends its body slowly has the time for it', async () => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1')
    let said = ''
    socket.on('data', (bytes) => {
      said += bytes.toString()
    })
    socket.write('POST /body HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 4\r\nConnection: close\r\n\r\nsl')
    await delay(MS * 3)
    socket.end('ow')
    await once(socket, 'close')
    expect(said).toMatch(/^HTTP\/1\.1 200 [^]*slow$/)
  })
})
