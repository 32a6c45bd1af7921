import type { CaseLogId } from '../../schemas/ids.ts'
import type { Merged } from './decision.ts'
import type { PersonEvidence } from './evidence.ts'

/** A person of a case log, with the tokens that tell people apart. */
export interface Member {
  readonly person: string
  readonly caseLog: CaseLogId
  readonly identifiers: ReadonlySet<string>
  /** Full name with birth date. */
  readonly names: ReadonlySet<string>
}

const share = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean => [...one].some((token) => other.has(token))

/**
 * The member with a strong identifier of the other's, else with the same full name and birth date; of several the first. Not the rule by which intake tells the harmed people of an
 * event (`placePeople`, D.11, 3): there a name and a birth date that contradict make an identifier another person's, and several who are possible make a new one.
 */
export const sameMember = <M extends Member>(said: Pick<Member, 'identifiers' | 'names'>, members: readonly M[]): M | undefined =>
  members.find(({ identifiers }) => share(identifiers, said.identifiers)) ?? members.find(({ names }) => share(names, said.names))

/** A person of an event, as members are compared. */
export const asMember = ({ identifiers, name }: PersonEvidence): Pick<Member, 'identifiers' | 'names'> => ({
  identifiers: new Set(identifiers.map(({ token }) => token)),
  names: new Set(name === null ? [] : [name]),
})

/** One person is read as another from now on. */
export const mergedPerson = (from: Pick<Member, 'person' | 'caseLog'>, into: Pick<Member, 'person' | 'caseLog'>): Merged => ({
  kind: 'person',
  id: from.person,
  into: into.person,
  case_log: from.caseLog,
  into_case_log: into.caseLog,
})
