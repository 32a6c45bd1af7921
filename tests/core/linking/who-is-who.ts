import { afterDecision, linkedCases, logsOf, NO_LINKS, type CaseLinks } from '../../../core/linking/case-links.ts'
import type { LinkDecision, Merged, Moved } from '../../../core/linking/decision.ts'
import { emptyPerson, type Evidence } from '../../../core/linking/evidence.ts'
import { emptyIndex, IN_NO_CASE, harmedOf, learnPerson, learnToken, type LinkIndex } from '../../../core/linking/link-index.ts'
import { mergeCases, splitCases } from '../../../core/linking/merge-cases.ts'
import { mergeMembers, splitMembers, type MemberOfLogs } from '../../../core/linking/merge-members.ts'
import { survivorOf, type NumberedMerge } from '../../../core/linking/merges.ts'
import { assignPeople } from '../../../core/linking/people.ts'
import type { CaseLogId, PersonId } from '../../../schemas/ids.ts'
import { agencyNamed, caseLogNamed, personNamed } from '../../fixtures/ids.ts'

/** A person of a case log, as the link tables have them. A woman's name is her token: the same name, the same woman. */
export interface PersonRow {
  readonly person: PersonId
  readonly log: CaseLogId
  readonly role: 'subject' | 'adult'
  readonly name: string
}

/** What an intake knows after events and decisions, with the decisions as links.events has them. */
export interface World {
  readonly cases: number
  readonly people: readonly PersonRow[]
  readonly links: CaseLinks
  readonly decisions: readonly Decided[]
}

export type Decided = Pick<LinkDecision, 'merged' | 'candidates' | 'split' | 'moved'>
export type Step = (world: World) => World

export const caseOf = (number: number): CaseLogId => caseLogNamed(`c${String(number).padStart(2, '0')}`)
export const casesOf = ({ cases }: World): readonly CaseLogId[] => Array.from({ length: cases }, (_, number) => caseOf(number))
const AGES = new Map(Array.from({ length: 20 }, (_, number) => [caseOf(number), number]))

/** Cases each with a subject of its own and no event yet. */
export const newWorld = (cases: number): World => ({
  cases,
  links: NO_LINKS,
  decisions: [],
  people: Array.from({ length: cases }, (_, number) => ({
    person: personNamed(`${caseOf(number)} subject`),
    log: caseOf(number),
    role: 'subject',
    name: `subject of ${caseOf(number)}`,
  })),
})

const mergesOf = ({ links }: World): ReadonlyMap<string, NumberedMerge> => links.merged as ReadonlyMap<string, NumberedMerge>

/** The merges of case logs and of those that are one case with them, as `Knowledge` loads them; then of their people, wherever they are merged. */
function loaded(
  world: World,
  caseLogs: readonly CaseLogId[],
): { readonly merges: Map<string, NumberedMerge>; readonly logs: ReadonlySet<string> } {
  const merges = new Map<string, NumberedMerge>()
  const logs = new Set(caseLogs)
  for (let size = -1; size !== logs.size;) {
    size = logs.size
    for (const merge of mergesOf(world).values()) {
      if (!logs.has(merge.case_log) && !logs.has(merge.into_case_log)) continue
      merges.set(merge.id, merge)
      logs.add(merge.case_log).add(merge.into_case_log)
    }
  }
  return { merges, logs }
}

/** The index of an intake that has loaded these cases and no more. */
export function indexOf(world: World, caseLogs: readonly CaseLogId[]): LinkIndex {
  const { merges, logs } = loaded(world, caseLogs)
  const index = { ...emptyIndex(), merges }
  for (const { person, log, role } of world.people) {
    if (!logs.has(log)) continue
    const known = learnPerson(index, person, log, role)
    // As in the store: what is known of a person is known of them in every case.
    for (const { name } of world.people.filter((row) => row.person === person)) learnToken(index, known, 'name', name, person)
  }
  for (let more = [...index.persons.keys()]; more.length > 0;) {
    const found = more.flatMap((id) => mergesOf(world).get(id) ?? []).filter(({ id }) => !merges.has(id))
    for (const merge of found) merges.set(merge.id, merge)
    more = found.flatMap((merge) => (merge.kind === 'person' ? [merge.into] : []))
  }
  return index
}

/** The world after a decision; what it merges has the number of its entry. */
export function decide(world: World, decision: Partial<Decided>): World {
  const number = world.decisions.length + 1
  const whole: Decided = {
    merged: (decision.merged ?? []).map((merge) => ({ ...merge, number })),
    candidates: decision.candidates ?? [],
    split: decision.split ?? [],
    moved: decision.moved ?? [],
  }
  return { ...world, links: afterDecision(world.links, whole), decisions: [...world.decisions, whole] }
}

export const merge =
  (one: CaseLogId, other: CaseLogId): Step =>
  (world) =>
    decide(world, mergeCases(indexOf(world, [one, other]), [one, other], AGES))
export const split =
  (one: CaseLogId, other: CaseLogId): Step =>
  (world) =>
    decide(world, splitCases(indexOf(world, [one, other]), [one, other]))

const evidenceOf = (name: string): Evidence => ({
  subject: emptyPerson('subject'),
  harmed: [{ ...emptyPerson('adult'), name }],
  proceedings: [],
  references: [],
})

/** An event of the case of a case log that names a woman: it goes to the log that stands for the case. */
export const event =
  (log: CaseLogId, name: string): Step =>
  (world) => {
    const caseLog = survivorOf(world.links.merged, log)
    const fresh = personNamed(`p${String(world.people.length)}`)
    const {
      people: [, person = fresh],
    } = assignPeople(evidenceOf(name), indexOf(world, [log]), caseLog, { caseLog, subject: personNamed('man'), harmed: [fresh] })
    const known = world.people.some((row) => row.person === person && row.log === caseLog && row.name === name)
    return known ? world : { ...world, people: [...world.people, { person, log: caseLog, role: 'adult', name }] }
  }

/** The women of a case, each by an own id, as `harmedMembers` reads them. */
export function membersOf(world: World, log: CaseLogId): readonly MemberOfLogs[] {
  const logs = new Set(logsOf(world.links, log))
  const rows = world.people.filter((row) => row.role === 'adult' && logs.has(row.log))
  return [...Map.groupBy(rows, ({ person }) => person)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([person, of]) => {
      const own = [...new Set(of.map((row) => row.log))].sort()
      return {
        person,
        caseLog: own[0] ?? log,
        logs: own,
        tokens: new Map([['name', new Set(world.people.filter((row) => row.person === person).map(({ name }) => name))]]),
        candidates: [],
      }
    })
}

/** Two women of a case, by their places in it; undefined where it has not two. */
const twoOf = (world: World, log: CaseLogId, first: number, second: number): readonly [MemberOfLogs, MemberOfLogs] | undefined => {
  const all = membersOf(world, log)
  const [one, other] = [all[first % Math.max(1, all.length)], all[second % Math.max(1, all.length)]]
  return one === undefined || other === undefined || one === other ? undefined : [one, other]
}

export const mergeWomen =
  (log: CaseLogId, first: number, second: number): Step =>
  (world) => {
    const two = twoOf(world, log, first, second)
    return two === undefined
      ? world
      : decide(world, mergeMembers(indexOf(world, [log]).merges, survivorOf(world.links.merged, log), two, membersOf(world, log)))
  }
export const splitWomen =
  (log: CaseLogId, first: number, second: number): Step =>
  (world) => {
    const two = twoOf(world, log, first, second)
    return two === undefined ? world : decide(world, splitMembers(indexOf(world, [log]).merges, survivorOf(world.links.merged, log), two))
  }

/** A woman's event moves to another case, or to none: its people are known there from then on. */
export const move =
  (log: CaseLogId, to: CaseLogId | undefined, name: string): Step =>
  (world) => {
    const from = world.people.find((row) => row.role === 'adult' && row.name === name && logsOf(world.links, log).includes(row.log))
    if (from === undefined) return world
    const moved: Moved = {
      agency: agencyNamed('a'),
      system: 's',
      event_id: `${from.person} ${name}`,
      from: from.log,
      case_log: to === undefined ? IN_NO_CASE : survivorOf(world.links.merged, to),
      people: [],
      proceedings: [],
    }
    const there = to === undefined || moved.case_log === survivorOf(world.links.merged, log) ? world : event(to, name)(world)
    return decide(there, { moved: [moved] })
  }

/** Everything that readers are shown of who is who: cases with their logs, whose people are one, and which events have left. */
export const shown = (world: World) => ({
  cases: linkedCases(
    world.links,
    casesOf(world).map((caseLog) => ({ caseLog })),
  ),
  left: [...world.links.left]
    .map(([log, names]) => [log, [...names].sort()] as const)
    .filter(([, names]) => names.length > 0)
    .sort(),
})

/** The women of a case as it is read, by what stands for each, with their names. */
export function readWomen(world: World, log: CaseLogId): ReadonlyMap<string, ReadonlySet<string>> {
  const found = linkedCases(
    world.links,
    casesOf(world).map((caseLog) => ({ caseLog })),
  ).find(({ logs }) => logs.some(({ caseLog }) => caseLog === log))
  const women = new Map<string, Set<string>>()
  for (const { person, log: at, role, name } of world.people) {
    if (role !== 'adult' || found?.logs.some(({ caseLog }) => caseLog === at) !== true) continue
    const one = found.same.get(person) ?? person
    women.set(one, (women.get(one) ?? new Set()).add(name))
  }
  return women
}

/** The women of a case as an intake that has loaded these cases knows them. */
export const knownWomen = (world: World, log: CaseLogId, caseLogs: readonly CaseLogId[]): readonly string[] =>
  harmedOf(indexOf(world, caseLogs), log)
    .map(({ person }) => person)
    .sort()

/** True where an id leads back to itself. */
export function hasCircle(merged: ReadonlyMap<string, Pick<Merged, 'into'>>): boolean {
  return [...merged.keys()].some((id) => {
    let at: string | undefined = merged.get(id)?.into
    for (let steps = 0; at !== undefined && steps <= merged.size; steps++) {
      if (at === id) return true
      at = merged.get(at)?.into
    }
    return false
  })
}
