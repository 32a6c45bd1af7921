import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTransparencyLog } from '../../../../consumers/transparency-log/start.ts'
import { leafOf } from '../../../../core/transparency-log/leaf.ts'
import { provesConsistency, provesInclusion } from '../../../../core/transparency-log/merkle/check-proof.ts'
import { leafHash } from '../../../../core/transparency-log/merkle/hash.ts'
import { openCheckpoint } from '../../../../core/transparency-log/notes/checkpoint.ts'
import { parseProofFile, provesLeaf } from '../../../../core/transparency-log/notes/proof-file.ts'
import { parseVerifierKey } from '../../../../core/transparency-log/notes/verifier-key.ts'
import { parseEntryBundle } from '../../../../core/transparency-log/tiles/entry-bundle.ts'
import type { Consumer } from '../../../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../../../infra/event-log/topics.ts'
import { createFolderRegistry } from '../../../../infra/registry/folder.ts'
import { createRecordCodec } from '../../../../infra/registry/record-codec.ts'
import { createLog } from '../../../../infra/telemetry/logger.ts'
import { schemasFolder } from '../../../../schemas/index.ts'
import { accessRecord, appendAccessRecords } from '../../../fixtures/access-records.ts'
import { fixtureClock } from '../../../fixtures/clock.ts'
import { startTestGateway, type TestGateway } from '../../../fixtures/gateway.ts'

const ORIGIN = 'log.norshire.example/reads'
const RECORDS = 300

describe('the transparency log over HTTP', () => {
  let gateway: TestGateway
  let consumer: Consumer
  const registry = createFolderRegistry({ folder: schemasFolder, clock: fixtureClock() })
  beforeAll(async () => {
    gateway = await startTestGateway()
    for (const path of ['checkpoint', 'key', 'tile/0/000.p/1']) expect((await gateway.get(`/v1/log/${path}`)).status).toBe(404)
    const records = Array.from({ length: RECORDS }, (_, index) => accessRecord(index))
    await appendAccessRecords(gateway.eventLog, createRecordCodec(registry), records)
    consumer = await startTransparencyLog({
      log: gateway.eventLog,
      transparencyLog: gateway.transparencyLog,
      logOrigin: ORIGIN,
      vault: gateway.vault,
      registry,
      logger: createLog('silent'),
      signEveryMs: 50,
    })
    for (let size = 0; size < RECORDS; size = (await gateway.transparencyLog.signed())?.size ?? 0) await sleep(10)
    // What comes from here on, the requests themselves, is in no checkpoint of this test.
    await consumer.stop()
  })
  afterAll(async () => {
    await gateway.close()
  })
  const text = async (path: string): Promise<string> => (await gateway.get(path)).text()
  const json = async (path: string): Promise<Record<string, unknown>> =>
    (await (await gateway.get(path, 'auditor')).json()) as Record<string, unknown>
  const fromBase64 = (hashes: unknown): readonly Buffer[] => (hashes as readonly string[]).map((hash) => Buffer.from(hash, 'base64'))
  const checkpoint = async () => {
    const key = parseVerifierKey((await text('/v1/log/key')).trim())
    if (typeof key === 'string') throw new Error(key)
    const opened = openCheckpoint(Buffer.from(await text('/v1/log/checkpoint')), [key])
    if (typeof opened === 'string') throw new Error(opened)
    return opened.checkpoint
  }
  const records = async (): Promise<number> => (await gateway.eventLog.ranges(ACCESS_LOG))[0]?.end ?? 0

  it('shows everybody the newest checkpoint, which the key that it shows has signed', async () => {
    const { headers } = await gateway.get('/v1/log/checkpoint')
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual(['text/plain; charset=utf-8', 'no-cache'])
    expect(await checkpoint()).toMatchObject({ origin: ORIGIN, size: RECORDS })
  })

  it('shows everybody the hashes under it, which never change, and no more', async () => {
    const response = await gateway.get('/v1/log/tile/0/001.p/44')
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
    const hashes = Buffer.from(await response.arrayBuffer())
    expect(hashes.subarray(0, 32)).toEqual(leafHash(leafOf(accessRecord(256))))
    for (const path of ['0/001', '0/001.p/45', '0/1', '1/000', '64/000', '0/x000/001', 'entries%2F000'])
      expect([path, (await gateway.get(`/v1/log/tile/${path}`)).status]).toEqual([path, 404])
    expect((await gateway.post('/v1/log/tile/0/000', undefined, 'text/plain', '')).status).toBe(405)
  })

  it('shows entries to auditors alone, and puts that on record', async () => {
    expect((await gateway.get('/v1/log/tile/entries/000')).status).toBe(401)
    expect((await gateway.get('/v1/log/tile/entries/000', 'westmere-police')).status).toBe(403)
    const before = await records()
    const response = await gateway.get('/v1/log/tile/entries/001.p/44', 'auditor')
    expect([response.headers.get('cache-control'), response.headers.get('access-record')]).toEqual(['no-store', expect.any(String)])
    expect(parseEntryBundle(Buffer.from(await response.arrayBuffer()))?.[0]).toEqual(leafOf(accessRecord(256)))
    expect(await records()).toBe(before + 1)
    expect((await gateway.get('/v1/log/tile/entries/001', 'auditor')).status).toBe(404)
  })

  it('proves to an auditor that a record is in it, and gives a file that is checked without it', async () => {
    const [record, { root }] = [accessRecord(17), await checkpoint()]
    const proof = await json(`/v1/log/proofs/inclusion?record=${record.id}`)
    const claim = { index: 17, size: RECORDS, leaf: leafHash(leafOf(record)), root }
    expect([proof.index, proof.size, provesInclusion(claim, fromBase64(proof.hashes))]).toEqual([17, RECORDS, true])
    const authorization = `Bearer ${await gateway.token('auditor')}`
    const response = await fetch(`${gateway.origin}/v1/log/proofs/inclusion?record=${record.id}`, {
      headers: { authorization, accept: 'text/plain' },
    })
    const file = parseProofFile(await response.text())
    expect(file && provesLeaf(file, leafOf(record), await checkpoint())).toBe(true)
    expect(file?.checkpoint).toBe(await text('/v1/log/checkpoint'))
  })

  it('says of an access record where it stands, and in which checkpoint', async () => {
    expect(await json(`/v1/access-records/${accessRecord(17).id}`)).toMatchObject({
      log: { leaf: 17, checkpoint: RECORDS, witnessed: null },
    })
    const { headers } = await gateway.get('/v1/access-records?limit=1', 'auditor')
    const later = headers.get('access-record') ?? ''
    const answer = await gateway.get(`/v1/access-records/${later}`, 'auditor-2')
    expect(await answer.json()).toMatchObject({ log: { leaf: null, checkpoint: null, witnessed: null } })
  })

  it('proves a leaf in a tree of before, and that each tree is the beginning of a later one', async () => {
    const { root } = await checkpoint()
    const proof = await json('/v1/log/proofs/consistency?from=100&to=300')
    const [firstRoot = root, secondRoot] = fromBase64(proof.roots)
    expect(secondRoot).toEqual(root)
    expect(provesConsistency({ first: 100, second: 300, firstRoot, secondRoot: root }, fromBase64(proof.hashes))).toBe(true)
    const earlier = await json('/v1/log/proofs/inclusion?index=99&size=100')
    const claim = { index: 99, size: 100, leaf: leafHash(leafOf(accessRecord(99))), root: firstRoot }
    expect([provesInclusion(claim, fromBase64(earlier.hashes)), earlier.checkpoint]).toEqual([true, null])
  })

  it.each([
    ['inclusion', '', 400],
    ['inclusion', 'record=none', 400],
    ['inclusion', `record=${accessRecord(1).id}&index=1`, 400],
    ['inclusion', `record=${accessRecord(5_000).id}`, 404],
    ['inclusion', 'index=300', 400],
    ['inclusion', 'index=5&size=5', 400],
    ['inclusion', 'index=5&size=301', 400],
    ['inclusion', 'index=01', 400],
    ['consistency', 'from=2&to=1', 400],
    ['consistency', 'from=0&to=301', 400],
    ['consistency', 'from=1&to=2&more=3', 400],
  ])('says what would be right of a proof that there is not: %s?%s', async (kind, query, status) => {
    const response = await gateway.get(`/v1/log/proofs/${kind}?${query}`, 'auditor')
    expect(response.status).toBe(status)
    const body = (await response.json()) as { readonly errors?: readonly { readonly detail: string }[] }
    if (status === 400) expect(body.errors?.[0]?.detail).toMatch(/\.$/)
  })
})
