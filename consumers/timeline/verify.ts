import { foldFromStart, type AppliedEvent, type CaseFold, type RefusedEvent } from '../../core/case/fold-log.ts'
import { caseLogEntry } from '../../core/case/log-entry.ts'
import type { EventLog, LogRecord } from '../../infra/event-log/port.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import { nextOffset } from '../../infra/read-store/offsets.ts'
import type { ReadStore, ReadStoreTx } from '../../infra/read-store/port.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import { unhurried } from '../../infra/read-store/unhurried.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { Vault } from '../../infra/vault/port.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { Decoder } from '../../schemas/codec/resolvers.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { readRecords } from '../read-records.ts'
import { compareCase } from './compare-case.ts'
import { comparePublications } from './compare-publications.ts'
import { compareRefused } from './compare-refused.ts'
import type { Finding } from '../finding.ts'
import { keysOf } from './keys.ts'
import { createReducedForms } from './reduced-part.ts'
import { TIMELINE_CONSUMER } from './start.ts'
import { readStoredCase, storedCaseLogs } from './stored-case.ts'

export interface VerifyDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly vault: Vault
  readonly registry: SchemaRegistry
  readonly catalogue: Catalogue
}

/** What a case log comes to. */
interface FoldedLog {
  readonly applied: readonly AppliedEvent[]
  readonly refused: readonly RefusedEvent[]
}

const NOTHING: FoldedLog = { applied: [], refused: [] }

interface FoldedPartition {
  readonly cases: ReadonlyMap<CaseLogId, FoldedLog>
  readonly unreadable: readonly Finding[]
}

/** Folds the case logs of a partition, by case log. What the timeline put aside takes no effect here either, and is told. */
async function foldPartition(records: AsyncIterable<LogRecord>, decoder: Decoder): Promise<FoldedPartition> {
  const folds = new Map<CaseLogId, { readonly fold: CaseFold; readonly applied: AppliedEvent[] }>()
  const unreadable: Finding[] = []
  for await (const { topic, partition, offset, key, value } of records) {
    const decoded = await decoder.decode(value)
    const entry = decoded.ok ? caseLogEntry(decoded.value, key) : undefined
    if (entry === undefined || typeof entry === 'string') {
      unreadable.push({ code: 'record-unreadable', in: 'log', topic, partition, offset })
      continue
    }
    const { case_log: caseLog } = entry.record.index
    const found = folds.get(caseLog) ?? { fold: foldFromStart(), applied: [] }
    folds.set(caseLog, found)
    const event = found.fold.take(entry)
    if (event !== undefined) found.applied.push(event)
  }
  return { cases: new Map([...folds].map(([caseLog, { applied, fold }]) => [caseLog, { applied, refused: fold.refused() }])), unreadable }
}

/**
 * Folds case.events again, as far as the timeline has it, and compares every row of the read store, in one snapshot of it. Empty when nothing was
 * altered in either. A record that cannot be read is always told: it may have been so when it came.
 */
export async function verifyTimeline({ log, store, vault, registry, catalogue }: VerifyDeps): Promise<readonly Finding[]> {
  const decoder = createRecordCodec(registry)
  const forms = createReducedForms(catalogue, () => undefined)
  const compare = async (tx: ReadStoreTx, caseLog: CaseLogId, { applied, refused }: FoldedLog): Promise<readonly Finding[]> => {
    const stored = await readStoredCase(tx, caseLog)
    const keys = await keysOf(
      vault,
      applied.map(({ entry }) => entry),
    )
    const findings = [...compareCase(stored, applied, { forms, keys }), ...compareRefused(stored, refused)]
    // Of an event that was altered itself, in log or store, that is what is told.
    const named = new Set(findings.map(({ sequence }) => sequence))
    return [...findings, ...(await comparePublications(tx, caseLog, applied)).filter(({ sequence }) => !named.has(sequence))]
  }
  return readSnapshot(store.db, async (tx) => {
    await unhurried(tx)
    const findings: Finding[] = []
    const seen = new Set<string>()
    for (const { partition, start } of await log.ranges(CASE_EVENTS)) {
      const end = (await nextOffset(tx, TIMELINE_CONSUMER, CASE_EVENTS, partition)) ?? start
      const { cases, unreadable } = await foldPartition(readRecords(log, CASE_EVENTS, partition, start, end), decoder)
      findings.push(...unreadable)
      for (const [caseLog, folded] of cases) {
        seen.add(caseLog)
        findings.push(...(await compare(tx, caseLog, folded)))
      }
    }
    for (const caseLog of await storedCaseLogs(tx)) if (!seen.has(caseLog)) findings.push(...(await compare(tx, caseLog, NOTHING)))
    return findings
  })
}
