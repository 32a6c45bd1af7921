import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { CaseEventRecord } from '../../../../core/case/index-part.ts'
import type { AccessRecord } from '../../../../core/access-log/access-record.ts'
import { buildRecord } from '../../../../gateway/audit/record.ts'
import { replay } from '../../../../gateway/audit/replay/replay.ts'
import type { ReplayReport } from '../../../../gateway/audit/replays.ts'
import { caseScope, readerScope, REFERENCE_SCOPE } from '../../../../infra/access-log/opening.ts'
import { readerReference } from '../../../../core/access-log/reader-reference.ts'
import { ACCESS_LOG, CASE_EVENTS, CONTROL_EVENTS, LINKS_EVENTS } from '../../../../infra/event-log/topics.ts'
import { encodeWire, readWire } from '../../../../schemas/codec/wire.ts'
import { loadRecords, recordOf } from '../../../../schemas/index.ts'
import { openLogFile, withByteChanged, type FileRecord, type LogFile } from '../../../fixtures/log-file.ts'
import { temporaryFolder, type TemporaryFolder } from '../../../fixtures/temporary-folder.ts'
import { planOf } from '../../../history/plan.ts'
import { writeHistory } from '../../../history/write-history.ts'
import { readsIn, sawUpTo, withLogs, type HeldRead } from './closed-folder.ts'

const PLAN = planOf({ seed: 9, reads: 240, control: 40, releases: 2 })
const TOPICS = [CASE_EVENTS, LINKS_EVENTS, CONTROL_EVENTS, ACCESS_LOG]

const present = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('not in the log')
  return found
}

/** A record's value, decoded and written again with a change. */
function rewritten<Value>(name: string, { value }: FileRecord, change: (value: Value) => Value): Buffer {
  const { avro } = recordOf(loadRecords(), name)
  const wire = readWire(value)
  if (!wire.ok) throw new Error('no record')
  return encodeWire(wire.value.id, avro, change(avro.fromBuffer(wire.value.body) as Value))
}

describe('twelve kinds of tampering with a history of reads', () => {
  let folder: TemporaryFolder
  let data = ''
  let file: LogFile
  let reads: readonly HeldRead[]
  let whole: ReadonlyMap<string, readonly FileRecord[]>
  beforeAll(async () => {
    folder = temporaryFolder()
    data = join(folder.path, 'data')
    await writeHistory(data, PLAN, () => undefined)
    reads = await readsIn(data)
    file = openLogFile(data)
    whole = new Map(TOPICS.map((topic) => [topic, file.records(topic)]))
  }, 240_000)
  afterEach(() => {
    for (const [topic, records] of whole) {
      for (const record of file.records(topic)) file.remove(record)
      for (const record of records) file.putBack(record)
    }
  })
  afterAll(() => {
    file.close()
    folder.remove()
  })

  const run = (): Promise<ReplayReport> => withLogs(data, (deps) => replay(deps, {}))
  /** Exactly these reads, no one more or less, come to one outcome; all others match. */
  const expectFound = async (outcome: string, touched: readonly HeldRead[]): Promise<void> => {
    const { counts, findings } = await run()
    expect(new Set(findings.map((finding) => finding.outcome))).toEqual(new Set([outcome]))
    expect(findings.map(({ record }) => record).sort()).toEqual(touched.map(({ record }) => record.id).sort())
    expect(touched.length).toBeGreaterThan(0)
    expect(counts.match).toBe(PLAN.reads - touched.length)
  }
  /** A case log whose `number`-th event some reads saw and some did not. */
  const caseSeen = (type?: string): { readonly caseLog: string; readonly events: readonly FileRecord[]; readonly number: number } => {
    const logs = Map.groupBy(present(whole.get(CASE_EVENTS)), ({ key }) => key ?? '')
    for (const [caseLog, events] of logs) {
      const seen = reads.map((read) => sawUpTo(read, 'links', caseLog)).filter((number) => number > 0)
      const [least, most] = [Math.min(...seen), Math.max(...seen)]
      const has = type === undefined || events.some(({ value }) => value.includes(type))
      if (seen.length > 3 && least < most && most <= events.length && has) return { caseLog, events, number: least + 1 }
    }
    throw new Error('No such case in this history.')
  }
  const sawCase = (caseLog: string, number: number): readonly HeldRead[] =>
    reads.filter((read) => sawUpTo(read, 'links', caseLog) >= number)
  const saw = (log: 'links' | 'control', number: number): readonly HeldRead[] => reads.filter((read) => sawUpTo(read, log) >= number)
  /** The record of a read, forged by somebody who has the vault's keys: its openings belong to it. */
  const forge = async (read: HeldRead, change: Partial<Pick<AccessRecord, 'released' | 'engine'>>): Promise<void> => {
    const { record, opened } = read
    const { actor, request, decision } = opened
    if (typeof actor === 'string' || typeof request === 'string' || typeof decision === 'string')
      throw new Error('A record that does not open.')
    const built = await withLogs(data, async ({ vault }) => {
      const scope = readerScope(readerReference(await vault.secret('reader-ids'), actor.staff ?? ''))
      const [only, ...others] = request.cases
      const about = only !== undefined && others.length === 0 ? caseScope(only) : scope
      const keys = await vault.keys([REFERENCE_SCOPE, scope, about], { create: false })
      const [reference, ofActor, ofCase] = keys.map((key) => (Buffer.isBuffer(key) ? key : Buffer.alloc(32)))
      const salt = Buffer.alloc(32, 7)
      return buildRecord({
        ...record,
        ...change,
        actor,
        request,
        decision,
        salts: { actor: salt, request: salt, decision: salt },
        keys: {
          reference: present(reference),
          actor: { reference: scope.case, key: present(ofActor) },
          case: { reference: about.case, key: present(ofCase) },
        },
      })
    })
    const entry = entryOf(read)
    file.put(
      entry,
      rewritten<AccessRecord>('access-record', entry, () => built),
    )
  }
  const entryOf = ({ record: { id } }: HeldRead): FileRecord =>
    present(present(whole.get(ACCESS_LOG)).find(({ value }) => value.includes(id)))
  const aRead = (): HeldRead => present(reads.filter(({ record }) => record.outcome === 'permit')[20])

  it('of an untouched one nothing is said', async () => {
    expect(await run()).toMatchObject({ counts: { match: PLAN.reads }, findings: [] })
  }, 120_000)

  it('1: an event is edited', async () => {
    const { caseLog, events, number } = caseSeen()
    const event = present(events[number - 1])
    file.put(
      event,
      rewritten<CaseEventRecord>('case-event', event, (value) => ({
        ...value,
        index: { ...value.index, recorded_at: '2020-01-01T00:00:00.000Z' },
      })),
    )
    await expectFound('state-tampered', sawCase(caseLog, number))
  }, 120_000)

  it('2: an event is deleted', async () => {
    const { caseLog, events, number } = caseSeen()
    file.remove(present(events[number - 1]))
    await expectFound('state-tampered', sawCase(caseLog, number))
  }, 120_000)

  it('3: a consent is put in, dated back', async () => {
    const { caseLog, events, number } = caseSeen('consent.recorded')
    const consent = present(events.find(({ value }) => value.includes('consent.recorded')))
    const before = present(events[number - 1])
    const copied = rewritten<CaseEventRecord>('case-event', consent, (value) => ({
      ...value,
      index: { ...value.index, event_id: '00000000-0000-4000-8000-000000000001', recorded_at: '2020-01-01T00:00:00.000Z' },
    }))
    file.putBefore(before, copied)
    await expectFound('state-tampered', sawCase(caseLog, number))
  }, 120_000)

  it('4: a file of a policy release is swapped', async () => {
    const entries = present(whole.get(CONTROL_EVENTS))
    const at = entries.findLastIndex(({ value }) => value.includes('cedar/request/30-link.cedar'))
    const entry = present(entries[at])
    file.put(entry, withByteChanged(entry.value, entry.value.indexOf('permit (principal, action == Action::"pass_link"') + 1))
    await expectFound('state-tampered', saw('control', at + 1))
  }, 120_000)

  it('5: an opening is edited', async () => {
    const read = aRead()
    const entry = entryOf(read)
    file.put(
      entry,
      rewritten<AccessRecord>('access-record', entry, (value) => ({
        ...value,
        opening_case: withByteChanged(value.opening_case, value.opening_case.length - 1),
      })),
    )
    await expectFound('record-tampered', [read])
  }, 120_000)

  it('6: an opening is dropped', async () => {
    const read = aRead()
    const entry = entryOf(read)
    file.put(
      entry,
      rewritten<AccessRecord>('access-record', entry, (value) => ({ ...value, opening_case: Buffer.alloc(0) })),
    )
    await expectFound('record-tampered', [read])
  }, 120_000)

  it('7: the hash of what was released is forged, with the keys of the vault', async () => {
    const read = aRead()
    await forge(read, { released: 'ab'.repeat(32) })
    await expectFound('record-tampered', [read])
  }, 120_000)

  it('8: two entries of the control log change places', async () => {
    const entries = present(whole.get(CONTROL_EVENTS))
    const at = entries.length - 12
    const [one, other] = [present(entries[at]), present(entries[at + 1])]
    file.put(one, other.value)
    file.put(other, one.value)
    await expectFound('state-tampered', saw('control', at + 1))
  }, 120_000)

  it('9: a link is changed', async () => {
    const entries = present(whole.get(LINKS_EVENTS))
    const at = Math.floor(entries.length / 2)
    const entry = present(entries[at])
    file.put(entry, withByteChanged(entry.value, entry.value.length - 4))
    const { findings, counts } = await run()
    expect(new Set(findings.map(({ outcome }) => outcome))).toEqual(new Set(['state-tampered']))
    // An entry that takes no effect has no number: the reads that it bears on are those that saw its number or a later one.
    const least = Math.min(...findings.map(({ record }) => sawUpTo(present(reads.find((read) => read.record.id === record)), 'links')))
    expect(findings.map(({ record }) => record).sort()).toEqual(
      saw('links', least)
        .map(({ record }) => record.id)
        .sort(),
    )
    expect(counts.match).toBe(PLAN.reads - findings.length)
  }, 120_000)

  it('10: the number of the engine is altered, with the keys of the vault', async () => {
    const read = aRead()
    await forge(read, { engine: 1 })
    // The release in force then is not for that engine: nothing that there is decided it.
    await expectFound('policy-missing', [read])
  }, 120_000)

  it('11: a case is cut', async () => {
    const { caseLog, events, number } = caseSeen()
    for (const event of events.slice(number - 1)) file.remove(event)
    await expectFound('state-tampered', sawCase(caseLog, number))
  }, 120_000)

  it('12: a record stands twice: it is the same read, and no alarm', async () => {
    const entry = entryOf(aRead())
    file.putBefore(entry, entry.value)
    const { counts, findings } = await run()
    expect({ counts, findings }).toEqual({ counts: { match: PLAN.reads + 1 }, findings: [] })
  }, 120_000)
})
