import type { Parts } from '../../../commands/parts.ts'
import { SUBJECTS } from '../../../schemas/generated/records.ts'
import { SYSTEM_AGENCY } from '../../../core/case/system-event.ts'
import { createAccessLog } from '../../../gateway/audit/access-log.ts'
import { receiptsTopic } from '../../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import type { AgencyId, CaseLogId } from '../../../schemas/ids.ts'
import { AGENCIES, type SentEvent } from '../events.ts'

/** What of the promises was broken so far. */
export interface Broken {
  /** Acknowledged events that are on no timeline. */
  readonly lost: readonly string[]
  /** Events that are on timelines more than once. */
  readonly twice: readonly string[]
  /** Acknowledged events that stand before one which their agency sent earlier about the same case. */
  readonly disordered: readonly string[]
  /** Acknowledged events that are on another case's timeline. */
  readonly astray: readonly string[]
  /** Acknowledged events without a receipt that says accepted. */
  readonly withoutReceipt: readonly string[]
  /** Answers whose access record is not in the log. */
  readonly withoutRecord: readonly string[]
}

/** Compares what the installation has, once it has settled, with what agencies and readers were told. */
export type Compare = (acknowledged: readonly SentEvent[], answers: readonly string[]) => Promise<Broken>

interface Shown {
  readonly agency: string
  readonly event_id: string
  readonly case_log: CaseLogId
  readonly sequence: number
}

const CHUNK = 1_000

/** Acknowledged events of one agency about one case that stand before an earlier one of them. */
function disorderedIn(sent: readonly SentEvent[], shown: ReadonlyMap<string, Shown>): readonly string[] {
  let highest = 0
  return sent.flatMap(({ id }) => {
    const sequence = shown.get(id)?.sequence ?? Infinity
    if (sequence < highest) return [id]
    if (sequence !== Infinity) highest = sequence
    return []
  })
}

/** Acknowledged events that are not in the case log of most of their case, or in one that is another case's. */
function astrayIn(sent: readonly SentEvent[], shown: ReadonlyMap<string, Shown>): readonly string[] {
  const logOf = new Map<number, string>()
  const caseOf = new Map<string, number>()
  return sent.flatMap(({ id, caseNumber }) => {
    const log = shown.get(id)?.case_log
    if (log === undefined) return []
    if (!logOf.has(caseNumber)) logOf.set(caseNumber, log)
    if (!caseOf.has(log)) caseOf.set(log, caseNumber)
    return logOf.get(caseNumber) === log && caseOf.get(log) === caseNumber ? [] : [id]
  })
}

export function createCompare({ log, store, registry }: Parts): Compare {
  const codec = createRecordCodec(registry)
  const access = createAccessLog(log, codec)
  const receipts = new Map<string, number>()
  const accepted = new Set<string>()
  const records = new Set<string>()
  let nextRecord = 0

  const readReceipts = async (agency: AgencyId): Promise<void> => {
    const topic = receiptsTopic(agency)
    for (;;) {
      const chunk = await log.read(topic, 0, receipts.get(topic) ?? 0, CHUNK)
      for (const { value } of chunk) {
        const { status, event_id: id } = (await codec.read(SUBJECTS.receipt, value)) as {
          readonly status: string
          readonly event_id: string | null
        }
        if (status === 'accepted' && id !== null) accepted.add(id)
      }
      const last = chunk.at(-1)
      if (last === undefined) return
      receipts.set(topic, last.offset + 1)
    }
  }
  const readRecords = async (): Promise<void> => {
    for (;;) {
      const chunk = await access.read(nextRecord, CHUNK)
      for (const { record } of chunk) if (record !== undefined) records.add(record.id)
      const last = chunk.at(-1)
      if (last === undefined) return
      nextRecord = last.offset + 1
    }
  }
  return async (acknowledged, answers) => {
    for (const agency of AGENCIES) await readReceipts(agency)
    await readRecords()
    const rows: readonly Shown[] = await store.db
      .selectFrom('case_event')
      .select(['agency', 'event_id', 'case_log', 'sequence'])
      .where('agency', '!=', SYSTEM_AGENCY)
      .execute()
    const shown = new Map(rows.map((row) => [row.event_id, row]))
    const ofCases = Map.groupBy(acknowledged, ({ agency, caseNumber }) => `${agency} ${String(caseNumber)}`)
    return {
      lost: acknowledged.filter(({ id }) => !shown.has(id)).map(({ id }) => id),
      twice: [...Map.groupBy(rows, ({ agency, event_id: id }) => `${agency} ${id}`)].flatMap(([name, all]) => all.slice(1).map(() => name)),
      disordered: [...ofCases.values()].flatMap((sent) => disorderedIn(sent, shown)),
      astray: astrayIn(acknowledged, shown),
      withoutReceipt: acknowledged.filter(({ id }) => !accepted.has(id)).map(({ id }) => id),
      withoutRecord: answers.filter((id) => !records.has(id)),
    }
  }
}
