import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { openRecords, type OpenedRecord } from '../../../infra/access-log/open-records.ts'
import { createDecoder, type Decoder } from '../../../schemas/codec/resolvers.ts'
import type { ReplayRange } from '../replays.ts'
import { accessRecordOf } from './access-entries.ts'
import { createCaseEntries } from './case-entries.ts'
import { readControlLog } from './control-log.ts'
import type { ReplayDeps } from './deps.ts'
import { createFoldedCases, type FoldedCases } from './folded-cases.ts'
import { gatherReads, type GatheredReads, type SharedLogs, type Wanted } from './gather-reads.ts'
import type { JudgeDeps } from './judge.ts'
import { readLinksLog } from './links-log.ts'
import { policiesOnce } from './policies.ts'
import { createGroupNames, type GroupNames } from './read-groups.ts'
import type { ReadGroup, SortedRead } from './sorted-reads.ts'
import type { Confirmed } from './versions.ts'

const LIMITS = { maxBytes: 2 ** 24, maxItems: 1_000_000 }

/** Reads that are opened at once. */
const PAGE = 200

/** A recorded read, opened, with the logs that it is judged over. */
export interface StreamedRead {
  /** Offset in access.log, for auditors. */
  readonly offset: number
  /** Undefined: the entry cannot be read as an access record. */
  readonly record: AccessRecord | undefined
  readonly opened: OpenedRecord | undefined
  /** What createReadReplay and createJudge take. Of this read alone: its case logs are let go of. */
  readonly judging: JudgeDeps
}

interface Streaming {
  readonly deps: ReplayDeps
  readonly decoder: Decoder
  readonly gathered: GatheredReads
  readonly shared: SharedLogs
  readonly names: GroupNames
  readonly cases: FoldedCases
  readonly secrets: JudgeDeps['secrets']
}

/** How far a log is as some record says it was. Of a case log, records of that case alone are asked. */
const confirmedIn =
  ({ gathered: { confirmed, sorted }, names }: Streaming, folded: JudgeDeps['logs']['cases']): Confirmed =>
  ({ log, caseLog }) => {
    if (caseLog === undefined) return log === 'control' || log === 'links' ? confirmed[log] : -1
    const chainAt = folded.get(caseLog)?.chainAt
    return (
      sorted.versions(names.ofCase(caseLog)).find(({ sequence, chain }) => chainAt?.(sequence)?.toString('hex') === chain)?.sequence ?? -1
    )
  }

async function* readsOfPage(streaming: Streaming, page: readonly SortedRead[]): AsyncGenerator<StreamedRead> {
  const { deps, decoder, shared, cases, secrets } = streaming
  const entries = await Promise.all(page.map(async ({ offset, value }) => ({ offset, record: await accessRecordOf(decoder, value) })))
  const records = entries.flatMap(({ record }) => record ?? [])
  const opened = new Map((await openRecords(deps.vault, records)).map((one, at) => [records[at], one]))
  for (const { offset, record } of entries) {
    const of = record && opened.get(record)
    const folded = await cases.of(typeof of?.request === 'object' ? of.request.cases : [])
    const { catalogue, policyOf } = deps
    const confirmed = confirmedIn(streaming, folded)
    const isErased: JudgeDeps['isErased'] = (part) => folded.get(part.caseLog)?.isErased(part) === true
    const logs = { ...shared, cases: folded }
    yield { offset, record, opened: of, judging: { catalogue, policyOf, secrets, confirmed, isErased, logs } }
  }
}

async function* readsOfGroup(streaming: Streaming, { id }: ReadGroup): AsyncGenerator<StreamedRead> {
  for (let after = -1; ;) {
    const page = streaming.gathered.sorted.page(id, after, PAGE)
    const last = page.at(-1)
    if (last === undefined) return
    yield* readsOfPage(streaming, page)
    after = last.offset
  }
}

const wantedIn = ({ from, to, ids }: ReplayRange): Wanted => {
  const [first, last] = [from === undefined ? -Infinity : Date.parse(from), to === undefined ? Infinity : Date.parse(to)]
  const named = ids && new Set(ids)
  return ({ at, id }) => !(Date.parse(at) < first || Date.parse(at) > last) && (named?.has(id) ?? true)
}

/**
 * The recorded reads of a range, each opened and with the logs that it is judged over, in bounded memory: those of one case log one after the other, so that it
 * is folded once and let go of; then by reader, those of no case or of several. Within each in the order of access.log.
 */
export async function* streamReads(deps: ReplayDeps, range: ReplayRange): AsyncGenerator<StreamedRead> {
  const { log, vault, registry, records } = deps
  const types = new Map([...records.values()].map(({ subject, avro }) => [subject, avro]))
  const decoder = createDecoder({ schemaOf: (id) => registry.schemaOf(id), readerOf: (subject) => types.get(subject), limits: LIMITS })
  const secrets = { linking: await vault.secret('linking'), readerIds: await vault.secret('reader-ids') }
  const shared = { control: await readControlLog(log, decoder), links: await readLinksLog(log, decoder) }
  const names = createGroupNames(secrets.readerIds)
  const gathered = await gatherReads({ log, vault, decoder, shared, names }, wantedIn(range))
  const entries = createCaseEntries(log, decoder)
  const cases = createFoldedCases(entries, vault)
  const streaming = { deps: { ...deps, policyOf: policiesOnce(deps.policyOf) }, decoder, gathered, shared, names, cases, secrets }
  try {
    for (const group of gathered.sorted.groups()) yield* readsOfGroup(streaming, group)
  } finally {
    entries.close()
    gathered.sorted.close()
  }
}
