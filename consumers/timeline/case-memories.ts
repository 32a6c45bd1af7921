import { sql } from 'kysely'
import { CHAIN_START } from '../../core/chain/hash.ts'
import type { CaseFold, CaseHead } from '../../core/case/fold-log.ts'
import { createCaseMemory, type CaseMemory } from '../../core/case/memory/case-memory.ts'
import { eachInSlices } from '../../infra/event-loop/in-slices.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { DecodeIndex } from './decode-index.ts'

/** The memories of cases in which events are judged, kept from batch to batch: what a case had already is not read again. */
export interface CaseMemories {
  /** The memories of case logs as the read store has them now; of the others, new ones. They are the caller's to add to. */
  of(tx: ReadStoreTx, caseLogs: readonly CaseLogId[]): Promise<ReadonlyMap<string, CaseMemory>>
  /** Keeps memories that folds have added to. */
  keep(folds: ReadonlyMap<string, Pick<CaseFold, 'head'>>): void
}

interface Kept {
  readonly memory: CaseMemory
  /** Where the case log stood when its last event was added. */
  readonly head: CaseHead
}

interface Row {
  readonly case_log: CaseLogId
  readonly sequence: number
  readonly record_schema: string
  readonly index_part: Buffer
  readonly chain: Buffer
}

/** Events that are kept in all; the case used last is kept whatever its size. About 30 MB. */
const MOST_EVENTS = 20_000

const EMPTY: CaseHead = { sequence: 0, chain: CHAIN_START }

/**
 * Makes memories. INVARIANT: a kept memory is used only where the read store has its last event with the same running hash: after a transaction that
 * failed, or another member's work, it is made again.
 */
export function createCaseMemories(decode: DecodeIndex, { mostEvents = MOST_EVENTS }: { readonly mostEvents?: number } = {}): CaseMemories {
  /** The one used last is last. */
  const kept = new Map<CaseLogId, Kept>()
  let lent = new Map<CaseLogId, CaseMemory>()
  /** Of all that are kept. */
  let events = 0
  /** What is kept is never added to: its size is what it was counted with. */
  const forget = (caseLog: CaseLogId): void => {
    events -= kept.get(caseLog)?.memory.size ?? 0
    kept.delete(caseLog)
  }

  const rowsFrom = async (
    tx: ReadStoreTx,
    caseLogs: readonly CaseLogId[],
    from: readonly number[],
  ): Promise<ReadonlyMap<string, readonly Row[]>> => {
    const { rows } = await sql<Row>`select event.case_log, event.sequence, event.record_schema, event.index_part, event.chain
      from unnest(${caseLogs}::text[], ${from}::bigint[]) as given(case_log, first)
      cross join lateral (select * from case_event where case_log = given.case_log and sequence >= given.first offset 0) as event
      order by event.case_log, event.sequence`.execute(tx)
    return Map.groupBy(rows, ({ case_log: caseLog }) => caseLog)
  }
  const isAt = ({ head }: Kept, rows: readonly Row[]): boolean =>
    head.sequence === 0 || (rows[0]?.sequence === head.sequence && rows[0].chain.equals(head.chain))

  return {
    async of(tx, caseLogs) {
      const rows = await rowsFrom(
        tx,
        caseLogs,
        caseLogs.map((caseLog) => kept.get(caseLog)?.head.sequence ?? 0),
      )
      const stale = caseLogs.filter((caseLog) => {
        const known = kept.get(caseLog)
        return known !== undefined && !isAt(known, rows.get(caseLog) ?? [])
      })
      for (const caseLog of stale) forget(caseLog)
      const again =
        stale.length === 0
          ? new Map<string, readonly Row[]>()
          : await rowsFrom(
              tx,
              stale,
              stale.map(() => 0),
            )
      lent = new Map()
      for (const caseLog of caseLogs) {
        const { memory, head } = kept.get(caseLog) ?? { memory: createCaseMemory(), head: EMPTY }
        // What is lent is added to: it is kept again when that is done.
        forget(caseLog)
        const later = (again.get(caseLog) ?? rows.get(caseLog) ?? []).filter(({ sequence }) => sequence > head.sequence)
        await eachInSlices(later, ({ sequence, record_schema: schema, index_part: bytes }) => {
          memory.add({ sequence, index: decode(schema, bytes) })
        })
        lent.set(caseLog, memory)
      }
      return lent
    },
    keep(folds) {
      for (const [caseLog, memory] of lent) {
        const head = folds.get(caseLog)?.head()
        if (head?.sequence !== memory.sequence) continue
        forget(caseLog)
        kept.set(caseLog, { memory, head })
        events += memory.size
      }
      lent = new Map()
      for (const caseLog of kept.keys()) {
        if (events <= mostEvents || kept.size === 1) break
        forget(caseLog)
      }
    },
  }
}
