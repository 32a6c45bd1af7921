import { createServer, type RequestListener, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from '@jest/globals'
import { checkpointText } from '../../../core/transparency-log/notes/checkpoint.ts'
import { signatureLine } from '../../../core/transparency-log/notes/signed-note.ts'
import { askWitness, type WitnessSaid } from '../../../infra/witness/client.ts'
import { logOf, NOW, sampleEntries, witnessSigner } from '../../core/transparency-log/sample-log.ts'

const log = logOf(sampleEntries(4))
const note = Buffer.from(log.files.get('checkpoint') ?? []).toString('utf8')
const text = checkpointText(log.checkpoint)
const signer = witnessSigner('witness.example')

describe('a witness that is asked', () => {
  let server: Server | undefined
  afterEach(() => {
    server?.closeAllConnections()
    server?.close()
  })
  const ask = async (listener: RequestListener): Promise<WitnessSaid> => {
    server = createServer(listener).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/prefix`
    return askWitness({ name: 'w', key: signer.key, url }, { old: 0, proof: [], note }, { timeoutMs: 500 })
  }
  const answer =
    (status: number, body: string): RequestListener =>
    (_request, response) => {
      response.writeHead(status).end(body)
    }

  it('is asked below its address, and believed where its key has signed', async () => {
    const paths: unknown[] = []
    const said = await ask((request, response) => {
      paths.push(request.method, request.url)
      response.end(signatureLine(signer.sign(text, NOW)))
    })
    expect(said).toMatchObject({ outcome: 'cosigned', note: expect.stringContaining('witness.example') })
    expect(paths).toEqual(['POST', '/prefix/add-checkpoint'])
  })

  it.each([
    ['knows another size', answer(409, '41\n'), { outcome: 'knows', size: 41 }],
    ['says that it does not go on', answer(422, 'no'), { outcome: 'not-consistent' }],
    ['knows no such log', answer(404, ''), { outcome: 'refused', status: 404 }],
    ['says no size', answer(409, 'x\n'), { outcome: 'refused', status: 409 }],
    [
      'gives a signature over something else',
      answer(200, signatureLine(signer.sign(`${text}x\n`, NOW))),
      { outcome: 'refused', status: 200 },
    ],
    ['gives no signature', answer(200, '<html>'), { outcome: 'refused', status: 200 }],
    ['says more than any witness', answer(200, 'x'.repeat(100_000)), { outcome: 'away' }],
    [
      'leads elsewhere',
      (_request, response) => {
        response.writeHead(307, { Location: 'http://127.0.0.1:1/' }).end()
      },
      { outcome: 'away' },
    ],
    ['hangs', () => undefined, { outcome: 'away' }],
  ] satisfies readonly (readonly [string, RequestListener, WitnessSaid])[])('and %s', async (_, listener, said) => {
    expect(await ask(listener)).toEqual(said)
  })

  it('and is not there', async () => {
    expect(await askWitness({ name: 'w', key: signer.key, url: 'http://127.0.0.1:1' }, { old: 0, proof: [], note })).toEqual({
      outcome: 'away',
    })
  })
})
