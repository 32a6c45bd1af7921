import { awaitedTokens } from '../../../core/linking/awaits.ts'
import { NO_EFFECTS, type Effects } from '../../../core/linking/decision.ts'
import type { Evidence } from '../../../core/linking/evidence.ts'
import { IN_NO_CASE, type KnownEvent } from '../../../core/linking/link-index.ts'
import { link } from '../../../core/linking/link.ts'
import { mergeCases, splitCases } from '../../../core/linking/merge-cases.ts'
import { described } from '../../../core/linking/described.ts'
import { mergeMembers, splitMembers, standingMembers } from '../../../core/linking/merge-members.ts'
import { drawIds } from '../../../core/linking/people.ts'
import { meantBy } from '../../../core/linking/same-person.ts'
import { logsOf } from '../../../core/linking/case-links.ts'
import { survivorOf } from '../../../core/linking/merges.ts'
import type { ReadStoreDb } from '../../../infra/read-store/port.ts'
import type { CaseRelinkedDetails } from '../../../schemas/generated/details.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import type { Candidate } from '../candidate.ts'
import type { Knowledge } from '../knowledge.ts'
import { agesOf, harmedMembers } from './members.ts'

/** What a decision comes to: what it changes, with the case that it is of, the case logs that it is about, and the cases or people of which it says who they are; events that go to another case; or that it waits until more is known. */
export type Plan =
  | {
      readonly kind: 'change'
      readonly caseLog: CaseLogId | typeof IN_NO_CASE
      readonly caseLogs: readonly CaseLogId[]
      readonly about: readonly string[]
      readonly effects: Effects
    }
  /** `to`: a case, or IN_NO_CASE. */
  | { readonly kind: 'move'; readonly to: CaseLogId | typeof IN_NO_CASE; readonly events: readonly KnownEvent[] }
  | { readonly kind: 'wait'; readonly awaits: readonly string[] }

export interface PlanDeps {
  readonly db: ReadStoreDb
  readonly ids: () => string
}

type Ask = Pick<Candidate, 'event' | 'evidence' | 'forAll'>

/** The agency's own events that it names, as `CaseEvents.meantBy` reads an id; of the bus operator also those of others. Intake has seen that there are such (G10). */
function namedEvents({ event, forAll }: Ask, { index }: Knowledge): readonly KnownEvent[] {
  return [...new Set(event.data.based_on ?? [])].flatMap((id) => {
    const found = (index.events.get(id) ?? []).filter(({ agency }) => forAll || agency === event.agency)
    const own = found.filter(({ agency }) => agency === event.agency)
    return [own.find(({ system }) => system === event.system) ?? own[0] ?? found[0]].flatMap((known) => known ?? [])
  })
}

const isInCase = (event: KnownEvent): event is KnownEvent & { readonly caseLog: CaseLogId } =>
  event.caseLog !== undefined && event.caseLog !== IN_NO_CASE
const wait = (evidence: Evidence): Plan => ({ kind: 'wait', awaits: awaitedTokens(evidence) })

async function planCases(
  deps: PlanDeps,
  op: 'merge_cases' | 'split_case',
  named: readonly KnownEvent[],
  knowledge: Knowledge,
): Promise<Plan> {
  const absent = named.filter((event) => !isInCase(event))
  if (absent.length > 0) return { kind: 'wait', awaits: absent.map(({ eventId }) => eventId) }
  const caseLogs = named.filter(isInCase).map(({ caseLog }) => caseLog)
  const { index } = knowledge
  const survivors = caseLogs.map((caseLog) => survivorOf(index.merges, caseLog))
  if (op === 'merge_cases') await knowledge.loadWaysOfPeople()
  const effects = op === 'split_case' ? splitCases(index, caseLogs) : mergeCases(index, caseLogs, await agesOf(deps.db, survivors))
  return {
    kind: 'change',
    caseLog: survivors[0] ?? IN_NO_CASE,
    caseLogs,
    about: [...new Set(caseLogs)],
    effects: { ...NO_EFFECTS, ...effects },
  }
}

/** The case of the event's own subject, by the rules that link any event. */
function caseOf({ ids }: PlanDeps, evidence: Evidence, { index }: Knowledge): CaseLogId | undefined {
  const outcome = link(evidence, index, drawIds(ids, evidence.harmed.length))
  return outcome.kind === 'linked' ? outcome.caseLog : undefined
}

async function planPeople(deps: PlanDeps, { event, evidence }: Ask, details: CaseRelinkedDetails, knowledge: Knowledge): Promise<Plan> {
  const caseLog = caseOf(deps, evidence, knowledge)
  if (caseLog === undefined) return wait(evidence)
  const { merges } = knowledge.index
  const all = await harmedMembers(deps.db, logsOf({ merged: merges }, caseLog))
  const keys = new Set([...details.from_refs, ...details.to_refs])
  const meant = event.data.harmed.flatMap(({ key }, at) => {
    const said = evidence.harmed[at]
    return keys.has(key) && said !== undefined ? [said] : []
  })
  const isSplit = details.op === 'split_persons'
  const people = isSplit ? all : standingMembers(merges, caseLog, all)
  const fits = meant.map((said) => {
    const who = meantBy(described(said), people)
    return 'same' in who ? [who.same] : who.candidates
  })
  const members = [...new Map(fits.flat().map((member) => [member.person, member])).values()]
  // Two who are described alike are two who fit. Of more, nobody knows whom to make one; to part them is to part all.
  if (fits.some((of) => of.length === 0) || (!isSplit && members.length > meant.length)) return wait(evidence)
  if (!isSplit) await knowledge.loadWaysOfPeople()
  const effects = isSplit ? splitMembers(merges, caseLog, members) : mergeMembers(merges, caseLog, members, all)
  return {
    kind: 'change',
    caseLog,
    caseLogs: [caseLog],
    about: members.map(({ person }) => person),
    effects: { ...NO_EFFECTS, ...effects },
  }
}

/** What a `case.relinked` event comes to, by what is known. */
export async function planOf(deps: PlanDeps, ask: Ask, knowledge: Knowledge): Promise<Plan> {
  const details = ask.event.data.details as unknown as CaseRelinkedDetails
  const named = namedEvents(ask, knowledge)
  switch (details.op) {
    case 'merge_cases':
    case 'split_case':
      return planCases(deps, details.op, named, knowledge)
    case 'merge_persons':
    case 'split_persons':
      return planPeople(deps, ask, details, knowledge)
    case 'unlink_person':
      return { kind: 'move', to: IN_NO_CASE, events: named.filter(isInCase) }
    case 'link_person': {
      // Not by the events that it names: they may be in the wrong case.
      const evidence = { ...ask.evidence, references: [] }
      const to = caseOf(deps, evidence, knowledge)
      return to === undefined ? wait(evidence) : { kind: 'move', to, events: named }
    }
  }
}
