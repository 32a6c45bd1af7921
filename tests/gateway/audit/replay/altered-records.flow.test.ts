import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { AccessRecord } from '../../../../core/access-log/access-record.ts'
import { openRecord } from '../../../../infra/access-log/open-record.ts'
import { ACCESS_LOG } from '../../../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../../../infra/registry/record-codec.ts'
import { loadRecords, recordOf } from '../../../../schemas/index.ts'
import { encodeWire, readWire } from '../../../../schemas/codec/wire.ts'
import { loadDemoWorld, type DemoWorld } from '../../../fixtures/demo-world.ts'
import { agencyNamed } from '../../../fixtures/ids.ts'
import { openLogFile, withByteChanged, type FileRecord, type LogFile } from '../../../fixtures/log-file.ts'
import { heads, inspect, replayAll } from './inspect.ts'
import { readSome } from './reads.ts'

const { avro, subject } = recordOf(loadRecords(), 'access-record')

describe('an access record changed by hand', () => {
  let world: DemoWorld
  let file: LogFile
  let records: readonly FileRecord[] = []
  let reads = 0
  beforeAll(async () => {
    world = await loadDemoWorld()
    await readSome(world)
    await heads(world)
    file = openLogFile(world.data)
    records = file.records(ACCESS_LOG)
    reads = (await replayAll(world)).counts.match ?? 0
  }, 180_000)
  afterEach(() => {
    for (const record of records) file.putBack(record)
  })
  afterAll(async () => {
    file.close()
    await world.close()
  })

  /** The third read: a timeline that was shown. */
  const record = (): FileRecord => {
    const found = records[2]
    if (found === undefined) throw new Error('nothing was read')
    return found
  }
  const valueOf = ({ value }: FileRecord): AccessRecord => {
    const wire = readWire(value)
    if (!wire.ok) throw new Error('no record')
    return avro.fromBuffer(wire.value.body) as AccessRecord
  }
  const put = (value: AccessRecord): void => {
    file.put(record(), encodeWire(record().value.readInt32BE(1), avro, value))
  }
  const flipped = (bytes: Buffer): Buffer => withByteChanged(bytes, bytes.length - 1)
  const expectFound = async (id: string): Promise<void> => {
    const { counts, findings } = await replayAll(world)
    expect(findings).toEqual([{ record: id, offset: record().offset, outcome: 'record-tampered', detail: expect.any(String) }])
    expect(counts).toEqual({ match: reads - 1, 'record-tampered': 1 })
  }

  it.each<[string, (value: AccessRecord) => Partial<AccessRecord>]>([
    ['id', () => ({ id: '0e0f1f0a-53b3-4b1b-9f5e-1a2b3c4d5e6f' })],
    ['at', () => ({ at: '2025-09-01T09:00:00.000Z' })],
    ['action', () => ({ action: 'audit-records' })],
    ['agency', () => ({ agency: agencyNamed('westmere-marac') })],
    ['role', () => ({ role: 'marac_chair' })],
    ['purpose', () => ({ purpose: 'service_mapping' })],
    ['outcome', () => ({ outcome: 'not_found' })],
    ['engine', ({ engine }) => ({ engine: engine + 1 })],
    ['policy', () => ({ policy: '00'.repeat(32) })],
    ['released', () => ({ released: '11'.repeat(32) })],
    ['number of a version', ({ versions }) => ({ versions: versions.map((version) => ({ ...version, sequence: version.sequence - 1 })) })],
    ['running hash of a version', ({ versions }) => ({ versions: versions.map((version) => ({ ...version, chain: '22'.repeat(32) })) })],
    ['log of a version', ({ versions }) => ({ versions: versions.slice(0, 2) })],
    ['commitment to its reader', ({ actor }) => ({ actor: flipped(actor) })],
    ['commitment to its request', ({ request }) => ({ request: flipped(request) })],
    ['commitment to its decision', ({ decision }) => ({ decision: flipped(decision) })],
    ['opening of its reader', ({ opening_actor: opening }) => ({ opening_actor: flipped(opening) })],
    ['opening of its case', ({ opening_case: opening }) => ({ opening_case: flipped(opening) })],
    ['opening, for another record’s', () => ({ opening_case: valueOf(records[10] ?? record()).opening_case })],
  ])('is found by its %s, and no other log is said to be altered', async (_, change) => {
    const before = valueOf(record())
    const after = { ...before, ...change(before) }
    put(after)
    await expectFound(after.id)
    if (after.id === before.id) return
    // The transparency log names it too, once it has taken the record.
    const { store } = await inspect(world)
    expect(store.filter((line) => !line.startsWith('leaf-altered transparency-log access.log'))).toEqual(['log-altered log access.log'])
  })

  it('is found by its wire format, and the auditor’s list of the others stays', async () => {
    for (const at of [0, 4]) {
      file.put(record(), withByteChanged(record().value, at))
      await expectFound('')
    }
    const { items } = (await (await world.get('/v1/access-records?limit=5', 'auditor')).json()) as { items: { id: string | null }[] }
    expect(items.map(({ id }) => id)).toEqual(
      records.slice(0, 5).map((entry) => (entry.offset === record().offset ? null : valueOf(entry).id)),
    )
    records = file.records(ACCESS_LOG).map((entry) => (entry.offset === record().offset ? record() : entry))
    reads += 1
  })

  it('is found by any byte of it', async () => {
    const decoder = createRecordCodec(world.parts.registry)
    const silent: number[] = []
    for (let at = 0; at < record().value.length; at += 1) {
      const decoded = await decoder.decode(withByteChanged(record().value, at))
      if (!decoded.ok || decoded.value.subject !== subject) continue
      if (!Object.values(await openRecord(world.parts.vault, decoded.value.value as AccessRecord)).includes('altered')) silent.push(at)
    }
    expect(silent).toEqual([])
  }, 120_000)
})
