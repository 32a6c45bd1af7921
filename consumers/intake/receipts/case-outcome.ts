import { createCaseMemory } from '../../../core/case/memory/case-memory.ts'
import { inCaseWarns, judgeInCase } from '../../../core/publish/in-case/judge.ts'
import type { EventWarning } from '../../../core/case/index-part.ts'
import { createSlices } from '../../../infra/event-loop/in-slices.ts'
import type { ReadStoreDb } from '../../../infra/read-store/port.ts'
import { parseSource } from '../../../schemas/codec/check-attributes.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import type { DecodeIndex } from '../../timeline/decode-index.ts'
import { matchesAny, type Identity } from '../unlinked-rows.ts'
import type { CaseOutcome } from './later-entry.ts'
import type { ReceiptRecord } from './receipt.ts'

/** What the timeline has judged of the events of receipts, by receipt id: nothing where there is nothing to tell. */
export type ReadCaseOutcomes = (receipts: readonly ReceiptRecord[]) => Promise<ReadonlyMap<string, CaseOutcome>>

const keyOf = ({ agency, system, event_id: id }: Identity): string => [agency, system, id].join('\n')

function identityOf({ source, event_id: id }: ReceiptRecord): Identity | undefined {
  const parsed = source === null ? undefined : parseSource(source)
  return parsed === undefined || id === null ? undefined : { ...parsed, event_id: id }
}

/** Refusals as the read store has them; warnings judged again, of the few events that the case warned of. The timeline must have the events. */
export function createReadCaseOutcomes(db: ReadStoreDb, decode: DecodeIndex): ReadCaseOutcomes {
  const refusals = async (events: readonly Identity[]): Promise<readonly (readonly [string, CaseOutcome])[]> => {
    const rows = await db.selectFrom('case_refused').selectAll().where(matchesAny(events)).execute()
    return rows.map((row) => [
      keyOf(row),
      {
        errors: JSON.parse(row.errors) as readonly FieldError[],
        warnings: [],
        refused: { agency: row.agency, system: row.system, id: row.event_id, caseLog: row.case_log },
      },
    ])
  }
  /** Of one case log, what it warned of some of its events: it is gone through once, however many they are. */
  const warningsOf = async (caseLog: CaseLogId, warned: ReadonlySet<number>): Promise<ReadonlyMap<number, readonly FieldError[]>> => {
    const rows = await db
      .selectFrom('case_event')
      .select(['sequence', 'record_schema', 'index_part'])
      .where('case_log', '=', caseLog)
      .where('sequence', '<=', Math.max(...warned))
      .orderBy('sequence')
      .execute()
    const memory = createCaseMemory()
    const slices = createSlices()
    const found = new Map<number, readonly FieldError[]>()
    for (const row of rows) {
      const index = decode(row.record_schema, row.index_part)
      if (warned.has(row.sequence)) found.set(row.sequence, judgeInCase(index, memory).forPublisher)
      memory.add({ sequence: row.sequence, index })
      await slices.pause()
    }
    return found
  }
  const warnings = async (events: readonly Identity[]): Promise<readonly (readonly [string, CaseOutcome])[]> => {
    const rows = await db
      .selectFrom('case_event')
      .select(['case_log', 'sequence', 'agency', 'system', 'event_id', 'warnings'])
      .where(matchesAny(events))
      .where('warnings', '<>', '[]')
      .execute()
    const warned = rows.filter((row) => (JSON.parse(row.warnings) as readonly EventWarning[]).some(({ code }) => inCaseWarns(code)))
    const found: (readonly [string, CaseOutcome])[] = []
    for (const [caseLog, of] of Map.groupBy(warned, (row) => row.case_log)) {
      const warned = await warningsOf(caseLog, new Set(of.map(({ sequence }) => sequence)))
      found.push(...of.map((row) => [keyOf(row), { errors: [], warnings: warned.get(row.sequence) ?? [] }] as const))
    }
    return found
  }
  return async (receipts) => {
    const events = new Map(
      receipts.flatMap((receipt) => {
        const identity = identityOf(receipt)
        return identity === undefined ? [] : [[receipt.receipt, identity] as const]
      }),
    )
    const identities = [...events.values()]
    if (identities.length === 0) return new Map()
    const outcomes = new Map([...(await warnings(identities)), ...(await refusals(identities))])
    return new Map(
      [...events].flatMap(([receipt, identity]) => {
        const found = outcomes.get(keyOf(identity))
        return found === undefined ? [] : [[receipt, found] as const]
      }),
    )
  }
}
