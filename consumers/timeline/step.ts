import { erasedIds } from '../../core/case/erasures.ts'
import { createCaseFold, EMPTY_CASE, type AppliedEvent, type CaseFold, type RefusedEvent } from '../../core/case/fold-log.ts'
import type { SealedPart } from '../../core/case/index-part.ts'
import type { CaseMemory } from '../../core/case/memory/case-memory.ts'
import type { SealedPlain } from '../../core/parts/reduce-sealed.ts'
import { hasReducedForm } from '../../core/parts/reduce.ts'
import type { NeededKeys } from '../../core/sealing/ready-keys.ts'
import { caseLogEntry, type LogEntry } from '../../core/case/log-entry.ts'
import { createSlices, eachInSlices, mapInSlices } from '../../infra/event-loop/in-slices.ts'
import type { Batch } from '../../infra/event-log/port.ts'
import { insertTogether, into } from '../../infra/read-store/insert-many.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { MissingKey, Vault } from '../../infra/vault/port.ts'
import type { Decoder } from '../../schemas/codec/resolvers.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { Sealer } from '../sealing/sealer.ts'
import { publicationRow } from '../publication-row.ts'
import type { PutAside } from '../put-aside.ts'
import { readCases, writeHeads, type StoredCases } from './case-heads.ts'
import { createCaseMemories } from './case-memories.ts'
import type { DecodeIndex } from './decode-index.ts'
import { erase } from './erase.ts'
import { isOfOne } from '../lost-keys/sealed-in.ts'
import { partsWithKeys, type PartWithKeys } from './keys.ts'
import { sealedPlain, UNREADABLE } from './reduced-part.ts'
import { candidateRows, eventRow, partRows, refusedRow, type ReducedForm } from './rows.ts'

/** Entries of case.events in the order of the log, with the reduced forms of their parts. */
export interface TimelineInput {
  readonly entries: readonly LogEntry[]
  readonly reducedOf: ReducedForm
}

export interface StepDeps {
  readonly decoder: Decoder
  readonly vault: Vault
  readonly reduce: Sealer['reduce']
  readonly putAside: PutAside
  readonly decodeIndex: DecodeIndex
  readonly logger: Log
}

export interface TimelineStep {
  prepare(batches: readonly Batch[]): Promise<TimelineInput>
  apply(tx: ReadStoreTx, input: TimelineInput): Promise<void>
  /** True of what destroys keys when it is applied: what comes after it is prepared when that is done. */
  changesWhatFollows(input: TimelineInput): boolean
}

interface FoldedOn {
  readonly applied: readonly AppliedEvent[]
  readonly refused: readonly RefusedEvent[]
  readonly folds: ReadonlyMap<CaseLogId, CaseFold>
  /** Where the case logs stand that have more events than before. */
  readonly heads: ReadonlyMap<CaseLogId, CaseFold>
}

/** Judges, numbers and chains the entries after what their case logs have; those that are there already take no effect. */
async function foldOn(entries: readonly LogEntry[], stored: StoredCases, memories: ReadonlyMap<string, CaseMemory>): Promise<FoldedOn> {
  const folds = new Map<CaseLogId, CaseFold>()
  const applied = (
    await mapInSlices(entries, (entry) => {
      const { case_log: caseLog } = entry.record.index
      const fold =
        folds.get(caseLog) ??
        createCaseFold({ head: stored.head(caseLog) ?? EMPTY_CASE, known: stored.known(caseLog), memory: memories.get(caseLog) })
      folds.set(caseLog, fold)
      return fold.take(entry)
    })
  ).filter((event) => event !== undefined)
  const grown = new Set(applied.map(({ entry }) => entry.record.index.case_log))
  return {
    applied,
    folds,
    refused: [...folds.values()].flatMap((fold) => fold.refused()),
    heads: new Map([...folds].filter(([caseLog]) => grown.has(caseLog))),
  }
}

/** The case logs of events that are judged in their case. */
const judgedCases = (entries: readonly LogEntry[]): readonly CaseLogId[] => [
  ...new Set(entries.filter(({ record: { index } }) => index.judged_by.length > 0).map(({ record: { index } }) => index.case_log)),
]

/** The timeline's step over batches of case.events: what the consumer and a rebuild both run. */
export function createTimelineStep({ decoder, vault, reduce, putAside, decodeIndex, logger }: StepDeps): TimelineStep {
  const memories = createCaseMemories(decodeIndex)
  const tellUnauthentic = (): void => {
    logger.error({ consumer: 'timeline', code: 'unauthentic' }, 'A sealed part does not open.')
  }
  /** A start looks first; this is for what it could not see. */
  const tellMissing = async (missing: readonly MissingKey[]): Promise<void> => {
    if (missing.length === 0) return
    await vault.reportMissing(missing)
    logger.error(
      { consumer: 'timeline', code: 'keys-missing', count: missing.length },
      'The vault lacks keys of events: they show as unreadable (throughline audit verify).',
    )
  }
  /** Made before the transaction: while it lasts, nobody else may use an embedded read store. */
  const reducedForms = async (entries: readonly LogEntry[]): Promise<ReducedForm> => {
    const parts = await partsWithKeys(vault, entries)
    const made = new Map<SealedPart, Buffer>()
    const readable: (PartWithKeys & NeededKeys & SealedPlain)[] = []
    await eachInSlices(parts, (one) => {
      if (!hasReducedForm(one.part.class)) return
      if (one.keys === undefined) made.set(one.part, UNREADABLE)
      else readable.push({ ...one, ...one.keys, ...sealedPlain(one.index, one.part) })
    })
    const forms = await reduce(readable)
    for (const [at, { part }] of readable.entries()) {
      const form = forms[at]
      if (form === undefined) tellUnauthentic()
      made.set(part, form ?? UNREADABLE)
    }
    await tellMissing(
      parts.flatMap(({ index, absent }) =>
        absent.map((scope) => ({ scope, at: new Date(index.published_at).toISOString(), forGood: isOfOne(scope) })),
      ),
    )
    return (part) => made.get(part)
  }
  return {
    changesWhatFollows: ({ entries }) => entries.some(({ record }) => erasedIds(record.index).length > 0),
    async prepare(batches) {
      const entries: LogEntry[] = []
      const slices = createSlices()
      for (const record of batches.flatMap(({ records }) => records)) {
        const decoded = await decoder.decode(record.value)
        const entry = decoded.ok ? caseLogEntry(decoded.value, record.key) : (decoded.errors[0]?.code ?? 'unreadable')
        if (typeof entry === 'string') putAside(record, entry)
        else entries.push(entry)
        await slices.pause()
      }
      return { entries, reducedOf: await reducedForms(entries) }
    },
    async apply(tx, { entries, reducedOf }) {
      if (entries.length === 0) return
      const stored = await readCases(
        tx,
        entries.map(({ record }) => record.index),
      )
      const folded = await foldOn(entries, stored, await memories.of(tx, judgedCases(entries)))
      const { applied, refused, heads } = folded
      memories.keep(folded.folds)
      const publications = applied.flatMap(({ entry }) => publicationRow(entry.record.index))
      const parts = applied.flatMap((event) => partRows(event, reducedOf))
      await insertTogether(tx, [
        into('case_event', applied.map(eventRow)),
        into('case_part', parts),
        into('case_candidate', candidateRows(applied), { ignoreRepeats: true }),
        into('publication', publications, { ignoreRepeats: true }),
        into('case_refused', refused.map(refusedRow)),
      ])
      await writeHeads(tx, new Map([...heads].map(([caseLog, fold]) => [caseLog, fold.head()])))
      await erase(
        tx,
        vault,
        applied.map(({ entry }) => entry.record.index).filter((index) => erasedIds(index).length > 0),
      )
    },
  }
}
