import type { CaseLogId, PersonId } from '../../schemas/ids.ts'
import { namesOf, type Evidence, type PersonEvidence } from './evidence.ts'
import { learnEvent, learnPerson, learnProceeding, learnStatement, learnToken, type LinkIndex } from './link-index.ts'
import { personTokens } from './person-tokens.ts'
import type { AssignedPeople } from './people.ts'
import type { Claim, ClaimedEvent, LinkedPerson } from './claim-record.ts'

/** Where an event is linked to, and why. */
export interface Linked extends AssignedPeople {
  readonly caseLog: CaseLogId
  readonly rule: Claim['rule']
}

/**
 * The proceedings that an event makes known for its case, with a token for each area of its agency. One that the case has under any of its tokens is known already: quoting it does not make it known in
 * the other areas of the agency that quotes it.
 */
export function newProceedings(evidence: Pick<Evidence, 'proceedings'>, known: LinkIndex, caseLog: CaseLogId): Claim['proceedings'] {
  const unknown = evidence.proceedings.filter(
    ({ names, tokens }) => names && !tokens.some((token) => known.proceedings.get(token)?.has(caseLog)),
  )
  const tokens = new Map(unknown.flatMap((proceeding) => proceeding.tokens.map((token) => [token, proceeding.kind])))
  return [...tokens].map(([token, kind]) => ({ kind, token }))
}

/** A person as the event says, without the tokens that are known already of the same person under another id: those stay with that id, in case the two are parted again. */
function newTo(known: LinkIndex, person: PersonId, said: PersonEvidence): PersonEvidence {
  const tokens = known.persons.get(person)?.tokens
  const fresh = (kind: string, token: string | null): string | null =>
    token !== null && tokens?.get(kind)?.has(token) === true ? null : token
  return {
    role: said.role,
    identifiers: said.identifiers.filter(({ scheme, token }) => fresh(scheme, token) !== null),
    name: fresh('name', said.name),
    full_name: fresh('full_name', said.full_name),
    surname: fresh('surname', said.surname),
    given_name: fresh('given_name', said.given_name),
    birth_date: fresh('birth_date', said.birth_date),
    spellings: (said.spellings ?? []).filter(({ kind, token }) => fresh(kind, token) !== null),
  }
}

/** True of the case log that stands for a case read from several. */
export const isMerged = (known: LinkIndex, caseLog: CaseLogId): boolean =>
  [...known.merges.values()].some(({ into_case_log: into }) => into === caseLog)

/** The people of an event as a claim has them. `subject`: what the event says of its subject. */
export const linkedPeople = (
  subject: PersonEvidence,
  { people, harmed, candidates }: AssignedPeople,
  known: LinkIndex,
  caseLog: CaseLogId,
): readonly LinkedPerson[] =>
  [subject, ...harmed].flatMap((said, index) => {
    const person = people[index]
    if (person === undefined) return []
    const mayBe = candidates.get(person)
    return [
      {
        person,
        ...(isMerged(known, caseLog) ? newTo(known, person, said) : said),
        ...(mayBe === undefined ? {} : { candidates: mayBe }),
      },
    ]
  })

/** The claim of an event that was linked or opened a case. */
export function claimOf(event: ClaimedEvent, evidence: Evidence, outcome: Linked, known: LinkIndex): Claim {
  return {
    ...event,
    case_log: outcome.caseLog,
    rule: outcome.rule,
    people: linkedPeople(evidence.subject, outcome, known, outcome.caseLog),
    proceedings: newProceedings(evidence, known, outcome.caseLog),
  }
}

/** What a claim made known that was not before. */
export interface Learned {
  /** Person ids that got a token, or are new. */
  readonly people: ReadonlySet<PersonId>
  /** Tokens and the event id on which unlinked events may wait. */
  readonly triggers: readonly string[]
}

/**
 * Takes a claim into the index. The index given is changed and must not be used as it was: a batch has one index, and copying it for every
 * event would cost more than all else.
 */
export function extend(known: LinkIndex, claim: Claim): Learned {
  const triggers = new Set([claim.event_id])
  const changed = new Set<PersonId>()
  for (const said of claim.people) {
    const isNew = known.persons.get(said.person)?.logs.has(claim.case_log) !== true
    const person = learnPerson(known, said.person, claim.case_log, said.role, said.candidates)
    const learned = personTokens(said).filter(({ kind, token }) => learnToken(known, person, kind, token, said.person))
    if (isNew || learned.length > 0) changed.add(said.person)
    if (learned.length === 0) continue
    for (const { token } of said.identifiers) triggers.add(token)
    for (const name of namesOf(said)) triggers.add(name)
  }
  for (const { token } of claim.proceedings) if (learnProceeding(known, token, claim.case_log)) triggers.add(token)
  const { agency, system, event_id: eventId, type, digest, inbox, case_log: caseLog } = claim
  learnEvent(known, { agency, system, eventId, type, digest, inbox, caseLog, people: claim.people.map(({ person }) => person) })
  learnStatement(known, { agency, system, eventId, type, inbox }, claim.states)
  return { people: changed, triggers: [...triggers] }
}
