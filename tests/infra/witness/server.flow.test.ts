import { request } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { checkpointText } from '../../../core/transparency-log/notes/checkpoint.ts'
import { formatNote, openNote } from '../../../core/transparency-log/notes/signed-note.ts'
import { knownLogs } from '../../../core/transparency-log/witness/known-logs.ts'
import { formatAddCheckpoint } from '../../../core/transparency-log/witness/add-checkpoint.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { serveWitness, type WitnessServer, type WitnessServerOptions } from '../../../infra/witness/server.ts'
import { openWitnessState, type WitnessState } from '../../../infra/witness/state-store.ts'
import { createWitness } from '../../../infra/witness/witness.ts'
import { logSigner, NOW, ORIGIN } from '../../core/transparency-log/sample-log.ts'
import { bodyOfCase, CASES, latestOfCase, noteOf, proofOf, treeAt, witness as signer } from '../../core/transparency-log/witness/cases.ts'
import { fixtureClock } from '../../fixtures/clock.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

const clock = fixtureClock(NOW * 1_000)
const logger = createLog('silent')
const logs = knownLogs([logSigner.key])
const first = (size: number): Buffer => formatAddCheckpoint({ old: 0, proof: [], note: noteOf(treeAt(size)) })

describe('a witness over HTTP', () => {
  let folder: TemporaryFolder
  let state: WitnessState
  let server: WitnessServer
  const start = async (options: Partial<WitnessServerOptions> = {}, known = logs): Promise<void> => {
    server = await serveWitness(createWitness({ state, logs: known, signer, clock, logger }), {
      host: '127.0.0.1',
      port: 0,
      clock,
      logger,
      ...options,
    })
  }
  beforeEach(() => {
    folder = temporaryFolder()
    state = openWitnessState(join(folder.path, 'witness.sqlite'))
  })
  afterEach(async () => {
    await server.close()
    state.close()
    folder.remove()
  })
  const post = (body: Buffer, at = server): Promise<Response> =>
    fetch(`${at.origin}/add-checkpoint`, { method: 'POST', body: new Uint8Array(body) })

  it('answers every case of the specification with its status', async () => {
    const wrong: unknown[] = []
    for (const [name, asked, status] of CASES) {
      state.close()
      folder.remove()
      folder = temporaryFolder()
      state = openWitnessState(join(folder.path, 'witness.sqlite'))
      await start({}, asked.knows === false ? knownLogs([]) : logs)
      if (latestOfCase(asked) > 0 && asked.knows !== false) await post(first(latestOfCase(asked)))
      const answer = await post(bodyOfCase(asked))
      const text = await answer.text()
      if (answer.status !== status) wrong.push([name, status, answer.status])
      if (status === 409)
        expect([answer.headers.get('content-type'), text]).toEqual(['text/x.tlog.size', `${String(latestOfCase(asked))}\n`])
      await server.close()
    }
    expect(wrong).toEqual([])
    await start()
  })

  it('cosigns with its time, and keeps what it cosigned', async () => {
    await start()
    await post(first(300))
    const answer = await post(bodyOfCase({}))
    const text = checkpointText({ origin: ORIGIN, ...treeAt(600), extensions: [] })
    expect(openNote(Buffer.from(`${text}\n${await answer.text()}`), [signer.key])).toMatchObject({
      checked: [{ time: expect.any(Number) }],
      unchecked: [],
    })
    expect(state.latest(ORIGIN)).toMatchObject({ ...treeAt(600), note: noteOf(treeAt(600)) })
  })

  it('signs one of two checkpoints of the same old size that come at once, and keeps the other as what did not go on', async () => {
    await start()
    const other = await serveWitness(
      createWitness({ state: openWitnessState(join(folder.path, 'witness.sqlite')), logs, signer, clock, logger }),
      {
        host: '127.0.0.1',
        port: 0,
        clock,
        logger,
      },
    )
    await post(first(300))
    const fork = { size: 600, root: Buffer.alloc(32, 9) }
    const text = checkpointText({ origin: ORIGIN, ...fork, extensions: [] })
    const forkNote = Buffer.from(formatNote({ text, signatures: [logSigner.sign(text, NOW)] }))
    const bodies = [bodyOfCase({}), formatAddCheckpoint({ old: 300, proof: proofOf(300, 500), note: noteOf(treeAt(500)) })]
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => post(bodies[index % 2] ?? Buffer.alloc(0), index % 4 < 2 ? server : other)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(39)
    const { size } = state.latest(ORIGIN) ?? { size: 0 }
    expect((await post(formatAddCheckpoint({ old: size, proof: [], note: forkNote }))).status).toBe(422)
    expect(state.all()).toMatchObject([{ origin: ORIGIN, refused: [forkNote] }])
    await other.close()
  })

  it('takes no body that is longer than any request, and goes on', async () => {
    await start()
    expect((await post(Buffer.alloc(20_000, 'x'))).status).toBe(400)
    expect((await post(first(300))).status).toBe(200)
  })

  it('holds an address to a pace', async () => {
    await start({ limit: { perSecond: 0.001, burst: 3 } })
    const statuses = [await post(first(300)), await post(first(300)), await post(first(300)), await post(first(300))].map(
      ({ status }) => status,
    )
    expect(statuses).toEqual([200, 409, 409, 429])
  })

  it('says that it lives and is ready, and nothing else', async () => {
    await start()
    const ask = async (path: string, method = 'GET'): Promise<number> => (await fetch(server.origin + path, { method })).status
    expect([await ask('/livez'), await ask('/readyz'), await ask('/'), await ask('/add-checkpoint'), await ask('/livez', 'POST')]).toEqual([
      200, 200, 404, 405, 405,
    ])
  })

  it('signs nothing that it cannot keep, and is not ready then', async () => {
    await start()
    state.close()
    const answer = await post(first(300))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await fetch(`${server.origin}/readyz`)).status).toBe(503)
  })

  it('ends with the answer of a request that is under way', async () => {
    await start()
    const body = first(300)
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const asked = request(
        `${server.origin}/add-checkpoint`,
        { method: 'POST', headers: { 'Content-Length': body.length } },
        (response) => {
          response.resume()
          resolve(response.statusCode)
        },
      )
      asked.on('error', reject)
      asked.write(body.subarray(0, 10))
      setTimeout(() => asked.end(body.subarray(10)), 200)
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    await server.close()
    expect(await answered).toBe(200)
  })
})
