import type { CaseLogId } from '../../schemas/ids.ts'
import type { Merged } from './decision.ts'
import { samePerson, type Comparable } from './same-person.ts'

/** A person of a case log, as people are compared. */
export interface Member extends Comparable {
  readonly caseLog: CaseLogId
}

/** One person is read as another from now on. */
export const mergedPerson = (from: Pick<Member, 'person' | 'caseLog'>, into: Pick<Member, 'person' | 'caseLog'>): Merged => ({
  kind: 'person',
  id: from.person,
  into: into.person,
  case_log: from.caseLog,
  into_case_log: into.caseLog,
})

/** Who of two cases is one person, and who may be one of several: people have still to compare them. */
export interface Compared {
  readonly same: readonly (readonly [Member, Member])[]
  readonly unsure: readonly (readonly [Member, readonly Member[]])[]
}

/** Compares the harmed people of two cases. INVARIANT: two are one only where neither case has a second who fits, so that it comes to the same whichever case is the older. */
export function compare(theirs: readonly Member[], ours: readonly Member[]): Compared {
  const same: (readonly [Member, Member])[] = []
  const unsure: (readonly [Member, readonly Member[]])[] = []
  for (const one of theirs) {
    const found = samePerson(one, ours)
    const fits = 'same' in found ? [found.same] : found.candidates
    const [other] = fits
    if (other === undefined) continue
    const back = samePerson(other, theirs)
    if ('same' in found && 'same' in back && back.same.person === one.person) same.push([one, other])
    else unsure.push([one, fits])
  }
  return { same, unsure }
}

/** A person with the tokens of another one, who is found to be the same. */
export function withTokensOf<Of extends Comparable>(one: Of, { tokens }: Comparable): Of {
  const kinds = new Set([...one.tokens.keys(), ...tokens.keys()])
  return {
    ...one,
    tokens: new Map([...kinds].map((kind) => [kind, new Set([...(one.tokens.get(kind) ?? []), ...(tokens.get(kind) ?? [])])])),
  }
}
