import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import type { Decision } from '../../policy/decide/decision.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { candidateCases } from './candidates.ts'
import {
  BEST_KNOWN,
  caseItem,
  measuredOf,
  selectCase,
  wantedOf,
  type CaseItem,
  type CaseOfEvents,
  type CaseSelection,
} from './case-item.ts'
import { composedFor } from './composed-for.ts'
import { justifiedBy } from './justification.ts'
import { fetchParts, openParts, type SealedRow } from './open-parts.ts'
import { partLengths } from './part-lengths.ts'
import { resultOf, type ReadResult } from './outcome.ts'
import type { ReadDeps } from './deps.ts'
import { failureOnRecord, putOnRecord } from './on-record.ts'
import { eventIn, type CaseSnapshot } from './snapshot.ts'
import { caseLogsOf, decideCases, decideInSlices, decideOneCase, decisionOnList, NEED_WORDS, needingWords } from './decide-cases.ts'

export interface CasesRequest {
  readonly reader: ReaderCredential
  readonly purpose: string
}

export interface CaseRequest extends CasesRequest {
  /** As it was asked for. */
  readonly caseId: string
  /** Id of a justification. */
  readonly justification?: string
}

/** The cases that a reader has a link to, for a purpose. */
export interface CaseList {
  /** The one with the newest released event first. */
  readonly items: readonly CaseItem[]
  /** Ids of those that the reader is linked to and must say words for before anything of them is read (docs/decisions/0091), in the order of the ids. */
  readonly needWords: readonly string[]
}

/** What was decided over the cases that were looked at. */
interface Seen {
  readonly snapshot: CaseSnapshot
  /** Of the request alone, or of the one case. */
  readonly decision: Decision
  readonly selections: readonly CaseSelection[]
  readonly rows: readonly SealedRow[]
}

/** The cases that the reader has a link to. Of those that need words first nothing but the id is told. */
export const listCases = (deps: ReadDeps, request: CasesRequest): Promise<ReadResult<CaseList>> =>
  failureOnRecord(deps, 'case-list', request.reader, () => readList(deps, request))

/** One case, or the refusal. */
export const readCase = (deps: ReadDeps, request: CaseRequest): Promise<ReadResult<CaseItem>> =>
  failureOnRecord(deps, 'case', request.reader, () => readOne(deps, request))

async function readList(deps: ReadDeps, { reader, purpose }: CasesRequest): Promise<ReadResult<CaseList>> {
  const at = new Date(deps.clock.now()).toISOString()
  let needing: readonly CaseLogId[] = []
  const seen = await readSnapshot(deps.readStore.db, async (tx): Promise<Seen> => {
    const { snapshot, alone, each } = await decideCases(tx, deps, { reader, purpose, justified: false }, at, {
      find: (inside, request, { agencies }) =>
        candidateCases(inside, request.reader, agencies.get(reader.agency)?.type, deps.policy.engine),
      decide: (input) => decideInSlices(deps.policy, input),
    })
    needing = needingWords(each.map(({ of: { caseLog }, decided: decision }) => ({ caseLog, decision })))
    const permitted = each.flatMap(({ of, decided }) => (decided.outcome === 'permit' ? [{ of, decision: decided }] : []))
    const selections = await selectAll(tx, permitted)
    const decision = decisionOnList(
      alone,
      selections.map((selection) => selection.decision),
    )
    return { snapshot, decision, selections, rows: await fetchSelected(tx, selections) }
  })
  const listed = await finish(
    deps,
    { at, action: 'case-list', reader, purpose, asked: null, page: { [NEED_WORDS]: needing.join(' ') } },
    seen,
    (items) => items.toSorted((left, right) => order(right.last_occurred ?? '', left.last_occurred ?? '') || order(left.id, right.id)),
  )
  if (!listed.ok) return listed
  const needWords = needing.map((caseLog) => deps.caseIds.outside(reader.agency, caseLog)).sort(order)
  return { ...listed, value: { items: listed.value, needWords } }
}

async function readOne(deps: ReadDeps, { reader, purpose, caseId, justification: given }: CaseRequest): Promise<ReadResult<CaseItem>> {
  const at = new Date(deps.clock.now()).toISOString()
  const justification = await justifiedBy(deps, 'case', { reader, purpose, caseId }, given)
  const seen = await readSnapshot(deps.readStore.db, async (tx): Promise<Seen> => {
    const { snapshot, decision } = await decideOneCase(
      tx,
      deps,
      { reader, purpose, justified: justification !== undefined },
      caseLogsOf(deps, reader, caseId),
      at,
    )
    const selections = await selectAll(tx, decision.outcome === 'permit' ? snapshot.cases.map((of) => ({ of, decision })) : [])
    return { snapshot, decision, selections, rows: await fetchSelected(tx, selections) }
  })
  const result = await finish(
    deps,
    { at, action: 'case', reader, purpose, asked: caseId, ...(justification === undefined ? {} : { justification }) },
    seen,
    (items) => items,
  )
  if (!result.ok) return result
  const [item] = result.value
  return item === undefined ? { ok: false, problem: 'not-found' } : { ...result, value: item }
}

const order = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

interface Permitted {
  readonly of: CaseOfEvents
  readonly decision: Decision
}

async function selectAll(tx: ReadStoreTx, permitted: readonly Permitted[]): Promise<readonly CaseSelection[]> {
  const lengthOf = await partLengths(
    tx,
    permitted.flatMap(({ of, decision }) => measuredOf(of, decision)),
  )
  return permitted.map(({ of, decision }) => selectCase(of, decision, lengthOf))
}

const fetchSelected = (tx: ReadStoreTx, selections: readonly CaseSelection[]): Promise<readonly SealedRow[]> =>
  fetchParts(tx, selections.flatMap(wantedOf))

interface Asked extends CasesRequest {
  readonly at: string
  readonly action: string
  readonly asked: string | null
  /** Access record of the justification. */
  readonly justification?: string
  /** What else belongs on record. */
  readonly page?: Readonly<Record<string, string>>
}

/** Opens what was selected, puts the read on record, and only then gives the items. */
async function finish(
  deps: ReadDeps,
  { justification, page, ...asked }: Asked,
  seen: Seen,
  arrange: (items: readonly CaseItem[]) => readonly CaseItem[],
): Promise<ReadResult<readonly CaseItem[]>> {
  const opened = await openParts(deps, seen.rows, eventIn(seen.snapshot.logs))
  const record = await putOnRecord(deps, {
    ...asked,
    snapshot: seen.snapshot,
    justified: justification !== undefined,
    page: { ...page, subject: BEST_KNOWN, ...(justification === undefined ? {} : { justification }) },
    decision: seen.decision,
    disclosed: seen.selections.flatMap(({ named }) => named.map(({ event }) => event)),
    rows: seen.rows,
  })
  const itemsOf = (): readonly CaseItem[] =>
    seen.selections.map((selection) =>
      caseItem(
        selection,
        deps.caseIds.outside(asked.reader.agency, selection.of.caseLog),
        opened,
        composedFor(deps, asked.reader, asked.purpose, selection.of),
      ),
    )
  return resultOf(seen.decision.outcome, record, () => arrange(itemsOf()))
}
