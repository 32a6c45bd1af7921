import type { MayBe } from '../../schemas/generated/records.ts'
import type { CaseLogId, PersonId } from '../../schemas/ids.ts'
import type { LinkDecision, Merged, MergedPerson, Moved } from './decision.ts'
import { foldMerges, oneWith, standingFor, survivorOf } from './merges.ts'

/** The name of an event: its agency, system and id. */
type EventName = Pick<Moved, 'agency' | 'system' | 'event_id'>

/** What decisions of who is who make of case logs: which are read together, whose people are one, and which of their events take no part. */
export interface CaseLinks {
  /** Merges that count, by the id that is merged. */
  readonly merged: ReadonlyMap<string, Merged>
  /** Events that have left, by case log: names as `nameOf` makes them. */
  readonly left: ReadonlyMap<CaseLogId, ReadonlySet<string>>
  /** Of people of cases that became one, who may be who: each once. They count as long as the two case logs are one case. */
  readonly candidates: readonly MayBe[]
}

export const NO_LINKS: CaseLinks = { merged: new Map(), left: new Map(), candidates: [] }

export const nameOf = ({ agency, system, event_id: id }: EventName): string => `${agency}\n${system}\n${id}`

/** Events by the case log that they have left. */
export function leftByLog(rows: readonly (EventName & { readonly case_log: CaseLogId })[]): CaseLinks['left'] {
  return new Map([...Map.groupBy(rows, (row) => row.case_log)].map(([caseLog, of]) => [caseLog, new Set(of.map(nameOf))]))
}

/** The links as they are after a decision. `links` itself is not changed. */
export function afterDecision(links: CaseLinks, decision: Pick<LinkDecision, 'merged' | 'candidates' | 'split' | 'moved'>): CaseLinks {
  const merged = new Map(links.merged)
  foldMerges(merged, decision, (merge) => merge)
  const left = new Map([...links.left].map(([caseLog, names]) => [caseLog, new Set(names)]))
  for (const moved of decision.moved) {
    left.set(moved.from, (left.get(moved.from) ?? new Set<string>()).add(nameOf(moved)))
    if (moved.case_log !== '') left.get(moved.case_log)?.delete(nameOf(moved))
  }
  return { merged, left, candidates: [...links.candidates, ...newCandidates(links, decision)] }
}

/** Who may be who by a decision, but for what was said before. */
function newCandidates(links: CaseLinks, { candidates }: Pick<LinkDecision, 'candidates'>): readonly MayBe[] {
  const keyOf = ({ person, candidate }: MayBe): string => `${person} ${candidate}`
  const said = new Set(candidates.length === 0 ? [] : links.candidates.map(keyOf))
  return candidates.filter((one) => !said.has(keyOf(one)) && said.add(keyOf(one)))
}

/** The case logs that are one case with each of those given, as far as `links` knows them. */
export const logsOf = ({ merged }: Pick<CaseLinks, 'merged'>, caseLog: CaseLogId): readonly CaseLogId[] => oneWith(merged, caseLog)

/** A case: the logs that it is read from, and the one whose id stands for it. */
export interface LinkedCase<Log> {
  readonly caseLog: CaseLogId
  /** In the order of their ids. */
  readonly logs: readonly Log[]
  /** Of people who were found to be one person: the id that stands for each of the other ids. */
  readonly same: ReadonlyMap<string, PersonId>
  /** Of people of its logs, by what stands for each: whom they may be, by what stands for those. */
  readonly candidates: ReadonlyMap<string, readonly PersonId[]>
}

/** Case logs as cases, in the order of the ids of the cases' first logs. */
export function linkedCases<Log extends { readonly caseLog: CaseLogId }>(
  links: CaseLinks,
  logs: readonly Log[],
): readonly LinkedCase<Log>[] {
  const byCase = Map.groupBy(
    logs.toSorted((one, other) => (one.caseLog < other.caseLog ? -1 : 1)),
    ({ caseLog }) => survivorOf(links.merged, caseLog),
  )
  return [...byCase].map(([caseLog, of]) => {
    const own = new Set(of.map((log) => log.caseLog))
    const counts = (merge: Merged): merge is MergedPerson =>
      merge.kind === 'person' && own.has(merge.case_log) && own.has(merge.into_case_log)
    const same = new Map([...links.merged.values()].filter(counts).map(({ id }) => [id, standingFor(links.merged, id, counts)]))
    return { caseLog, logs: of, same, candidates: candidatesAmong(links, own, same) }
  })
}

/** Who may be who among the people of case logs that are one case. Who was made one with somebody by now is not one who may be them. */
function candidatesAmong(
  { candidates }: CaseLinks,
  logs: ReadonlySet<CaseLogId>,
  same: ReadonlyMap<string, PersonId>,
): ReadonlyMap<string, readonly PersonId[]> {
  const one = (id: PersonId): PersonId => same.get(id) ?? id
  const here = candidates
    .filter(({ case_log: log, candidate_log: other }) => logs.has(log) && logs.has(other))
    .map(({ person, candidate }) => ({ person: one(person), candidate: one(candidate) }))
  const found = Map.groupBy(here, ({ person }) => person)
  return new Map(
    [...found].flatMap(([person, of]) => {
      const whom = [...new Set(of.map(({ candidate }) => candidate))].sort()
      return whom.includes(person) ? [] : [[person, whom] as const]
    }),
  )
}

/** Numbers of the events of a case log that have left it. */
export function leftOf(
  { left }: CaseLinks,
  caseLog: CaseLogId,
  events: readonly { readonly sequence: number; readonly index: EventName }[],
): ReadonlySet<number> {
  const names = left.get(caseLog)
  return new Set(names === undefined ? [] : events.filter(({ index }) => names.has(nameOf(index))).map(({ sequence }) => sequence))
}
