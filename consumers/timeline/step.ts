import { createCaseFold, EMPTY_CASE, type AppliedEvent, type CaseFold } from '../../core/case/fold-log.ts'
import { caseLogEntry, type LogEntry } from '../../core/case/log-entry.ts'
import type { Batch } from '../../infra/event-log/port.ts'
import { insertMany } from '../../infra/read-store/insert-many.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { Vault } from '../../infra/vault/port.ts'
import type { Decoder } from '../../schemas/codec/resolvers.ts'
import type { PutAside } from '../put-aside.ts'
import { readCases, writeHeads, type StoredCases } from './case-heads.ts'
import { keysOf, type PartKeys } from './keys.ts'
import type { ReducedForms } from './reduced-part.ts'
import { candidateRows, eventRow, partRows } from './rows.ts'

/** Entries of case.events in the order of the log, with the keys of their parts. */
export interface TimelineInput {
  readonly entries: readonly LogEntry[]
  readonly keys: PartKeys
}

export interface StepDeps {
  readonly decoder: Decoder
  readonly vault: Vault
  readonly forms: ReducedForms
  readonly putAside: PutAside
}

export interface TimelineStep {
  prepare(batches: readonly Batch[]): Promise<TimelineInput>
  apply(tx: ReadStoreTx, input: TimelineInput): Promise<void>
}

/** Numbers and chains the entries after what their case logs have; those that are there already take no effect. */
function foldOn(entries: readonly LogEntry[], stored: StoredCases): { readonly applied: readonly AppliedEvent[]; readonly folds: ReadonlyMap<string, CaseFold> } {
  const folds = new Map<string, CaseFold>()
  const applied = entries.flatMap((entry) => {
    const { case_log: caseLog } = entry.record.index
    const fold = folds.get(caseLog) ?? createCaseFold(stored.head(caseLog) ?? EMPTY_CASE, stored.known(caseLog))
    folds.set(caseLog, fold)
    return fold.take(entry) ?? []
  })
  return { applied, folds }
}

/** The timeline's step over batches of case.events: what the consumer and a rebuild both run. */
export function createTimelineStep({ decoder, vault, forms, putAside }: StepDeps): TimelineStep {
  return {
    async prepare(batches) {
      const entries: LogEntry[] = []
      for (const record of batches.flatMap(({ records }) => records)) {
        const decoded = await decoder.decode(record.value)
        const entry = decoded.ok ? caseLogEntry(decoded.value, record.key) : decoded.errors[0]?.code ?? 'unreadable'
        if (typeof entry === 'string') putAside(record, entry)
        else entries.push(entry)
      }
      return { entries, keys: await keysOf(vault, entries) }
    },
    async apply(tx, { entries, keys }) {
      if (entries.length === 0) return
      const stored = await readCases(tx, entries.map(({ record }) => record.index))
      const { applied, folds } = foldOn(entries, stored)
      if (applied.length === 0) return
      await insertMany(tx, 'case_event', applied.map(eventRow))
      await insertMany(tx, 'case_part', applied.flatMap((event) => partRows(event, forms, keys)))
      await insertMany(tx, 'case_candidate', candidateRows(applied), { ignoreRepeats: true })
      await writeHeads(tx, new Map([...folds].map(([caseLog, fold]) => [caseLog, fold.head()])))
    },
  }
}
