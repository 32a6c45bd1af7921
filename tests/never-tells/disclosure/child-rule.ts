import { personNamed } from '../../fixtures/ids.ts'
import { agesIn } from '../../reference-policy/ages.ts'
import { fatesOf, stands } from '../../reference-policy/gone.ts'
import { askedOf, type Said } from '../../reference-policy/record.ts'
import type { DecisionInput } from '../../../policy/facts/input.ts'
import { isSameGain, type Gain } from './gained.ts'
import { withOwn, type OwnEvent } from './own-event.ts'

/** A child of whom nobody else says anything. */
const NOBODYS = { person: personNamed('nobodys-child'), role: 'child', age: 'child', candidates: [] }

const names = ({ index: { harmed } }: Said, person: string): boolean => harmed.some((named) => named.person === person)
const namesWithAdult = ({ index: { harmed } }: Said, child: string): boolean =>
  harmed.some(({ person }) => person === child) && harmed.some(({ person, role }) => person !== child && role !== 'child')

/**
 * Of the people whom the own event names, those by whom others' events may open (exception (c) of P1): under 16, called an adult by no other agency and named by
 * none with an adult. Of one gained event: those whom it names; where it names nobody, those whom any other names. Ages as the second implementation counts them.
 */
function openingChildren({ after, event: own }: OwnEvent): (gain: Gain) => readonly string[] {
  const { agency } = after.request.reader
  const asked = askedOf(after)
  const fates = fatesOf(asked)
  const standing = asked.said.filter((said) => stands(fates, said))
  const { isUnder16 } = agesIn(standing, agency)
  const others = standing.filter(({ index }) => index.agency !== agency)
  const children = own.harmed.map(({ person }) => person).filter((person) => !others.some((said) => namesWithAdult(said, person)))
  return ({ caseLog, sequence }) => {
    const gained = asked.said.filter((said) => said.caseLog === caseLog && said.sequence === sequence)
    const naming = gained.some(({ index }) => index.harmed.length > 0) ? gained : others
    return children.filter((child) => naming.some((said) => names(said, child) && isUnder16(child, said)))
  }
}

/** The case as if the own event named somebody else's child instead of these. */
const withoutNaming = (own: OwnEvent, children: readonly string[]): DecisionInput =>
  withOwn(own.before, { ...own.event, harmed: own.event.harmed.map((named) => (children.includes(named.person) ? NOBODYS : named)) })

/**
 * Whether a gain is by the rule of children: "the own agency's naming joins it only for children under 16, and opens only own events and those of agencies that
 * name the child with nobody" (D.11, 2). INVARIANT: it is theirs alone: without their naming it is not gained. `gainedIn`: what a case shows more than before.
 */
export function byChildRule(own: OwnEvent, gainedIn: (after: DecisionInput) => readonly Gain[]): (gain: Gain) => boolean {
  const opening = openingChildren(own)
  return (gain) => {
    const children = opening(gain)
    return children.length > 0 && !gainedIn(withoutNaming(own, children)).some((still) => isSameGain(still, gain))
  }
}
