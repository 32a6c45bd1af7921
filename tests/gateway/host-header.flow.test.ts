import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { listen, type Listening } from '../../gateway/listen.ts'

describe('a request that reaches the server', () => {
  let listening: Listening
  beforeAll(async () => {
    listening = await listen('127.0.0.1', 0)
    listening.serve((_request, response) => {
      response.end('served')
    })
  })
  afterAll(() => listening.close())

  const ask = async (target: string, ...headers: readonly string[]): Promise<readonly [number, boolean]> => {
    const socket = connect(Number(new URL(listening.origin).port), '127.0.0.1')
    socket.write([`GET ${target} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\r\n'))
    const answer = await text(socket)
    return [Number(answer.split(' ')[1]), answer.includes('served')]
  }

  it.each<readonly [string, string, readonly string[]]>([
    ['one host', '/livez', ['Host: example.org']],
    ['one host with a port', '/livez', ['Host: 127.0.0.1:3000']],
    ['an IPv6 host', '/livez', ['Host: [::1]:3000']],
    ['a target in absolute form that is the host', 'http://Example.org:80/livez', ['Host: example.org:80']],
  ])('is served with %s', async (_name, target, headers) => {
    expect(await ask(target, ...headers)).toEqual([200, true])
  })

  it.each<readonly [string, string, readonly string[]]>([
    ['two hosts', '/livez', ['Host: example.org', 'Host: evil.example']],
    ['the same host twice, in other letters', '/livez', ['Host: example.org', 'hOST: example.org']],
    ['no host', '/livez', []],
    ['two hosts in one header', '/livez', ['Host: example.org, evil.example']],
    ['a host with a path', '/livez', ['Host: example.org/x']],
    ['a person before the host', '/livez', ['Host: x@example.org']],
    ['a target in absolute form of another host', 'http://evil.example/livez', ['Host: example.org']],
    ['a target of another port', 'http://example.org:81/livez', ['Host: example.org']],
    ['a target with a person', 'http://x@example.org/livez', ['Host: example.org']],
  ])('is refused with 400: %s', async (_name, target, headers) => {
    expect(await ask(target, ...headers)).toEqual([400, false])
  })
})
