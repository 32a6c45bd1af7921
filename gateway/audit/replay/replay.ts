import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import { createDecoder } from '../../../schemas/codec/resolvers.ts'
import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { openRecord, type OpenedRecord } from '../../../infra/access-log/open-record.ts'
import type { ReplayRange, ReplayReport } from '../replays.ts'
import { foldCaseLogs } from './case-logs.ts'
import { readControlLog } from './control-log.ts'
import { explainRead, type ReadExplained } from './explain-read.ts'
import { createJudge, createReadReplay, type JudgeDeps } from './judge.ts'
import { readLinksLog } from './links-log.ts'
import type { ReplayFinding, ReplayOutcome } from './outcome.ts'
import { readAll } from './read-all.ts'
import { confirmedVersions, type FoldedLogs, type HeldRecord } from './versions.ts'
import type { ReplayDeps } from './deps.ts'

const LIMITS = { maxBytes: 2 ** 24, maxItems: 1_000_000 }

interface Entry {
  readonly offset: number
  readonly record: AccessRecord | undefined
  readonly opened: OpenedRecord | undefined
}

const inRange = ({ from, to, ids }: ReplayRange) => {
  const [first, last] = [from === undefined ? -Infinity : Date.parse(from), to === undefined ? Infinity : Date.parse(to)]
  const named = ids && new Set(ids)
  return (record: AccessRecord): boolean => {
    const at = Date.parse(record.at)
    return !(at < first || at > last) && (named?.has(record.id) ?? true)
  }
}

interface Folded {
  readonly entries: readonly Entry[]
  readonly judging: JudgeDeps
}

/** The records of a range, opened, and the logs, folded: all that a judgement rests on. */
async function foldFor(deps: ReplayDeps, range: ReplayRange): Promise<Folded> {
  const { log, vault, registry, records } = deps
  const types = new Map([...records.values()].map(({ subject, avro }) => [subject, avro]))
  const decoder = createDecoder({ schemaOf: (id) => registry.schemaOf(id), readerOf: (subject) => types.get(subject), limits: LIMITS })
  const wanted = inRange(range)
  const entries: Entry[] = []
  for await (const { offset, value } of readAll(log, ACCESS_LOG, 0)) {
    const decoded = await decoder.decode(value)
    const record =
      decoded.ok && decoded.value.subject === records.get('access-record')?.subject ? (decoded.value.value as AccessRecord) : undefined
    if (record === undefined) entries.push({ offset, record, opened: undefined })
    else if (wanted(record)) entries.push({ offset, record, opened: await openRecord(vault, record) })
  }
  const held = entries.flatMap(({ record, opened }): readonly HeldRecord[] =>
    record !== undefined && typeof opened?.request === 'object' ? [{ record, request: opened.request }] : [],
  )
  const logs: FoldedLogs = {
    cases: await foldCaseLogs(log, decoder, new Set(held.flatMap(({ request }) => request.cases))),
    control: await readControlLog(log, decoder),
    links: await readLinksLog(log, decoder),
  }
  const secrets = { linking: await vault.secret('linking'), readerIds: await vault.secret('reader-ids') }
  return { entries, judging: { ...deps, logs, confirmed: confirmedVersions(logs, held), secrets } }
}

/** Explains one recorded read from the logs, by the release that it was decided by; undefined when there is no such record. */
export async function explainRecord(deps: ReplayDeps, id: string): Promise<ReadExplained | undefined> {
  const { entries, judging } = await foldFor(deps, { ids: [id] })
  const found = entries.find(({ record }) => record?.id === id)
  return found === undefined ? undefined : explainRead(createReadReplay(judging)(found.record, found.opened))
}

/**
 * Runs the reads of a range again, from the logs and never from the read store: folds each log up to the version that the record has,
 * decides by the release that the record names, and compares what is disclosed. Nothing but the record, the logs and the vault is an input.
 */
export async function replay(deps: ReplayDeps, range: ReplayRange): Promise<ReplayReport> {
  const { entries, judging } = await foldFor(deps, range)
  const judge = createJudge(judging)
  const counts: Partial<Record<ReplayOutcome, number>> = { match: 0 }
  const findings: ReplayFinding[] = []
  for (const { offset, record, opened } of entries) {
    const verdict = judge(record, opened)
    counts[verdict.outcome] = (counts[verdict.outcome] ?? 0) + 1
    if (verdict.outcome !== 'match') findings.push({ record: record?.id ?? '', offset, outcome: verdict.outcome, detail: verdict.detail })
  }
  return { counts, findings }
}
