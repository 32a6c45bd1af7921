import { inDetails, ofType } from './of-type.ts'

const refusal = inDetails('G25', 'in_person', 'A disclosure is given in person: never by letter, message or call.')

/** G25, as far as the event tells: a disclosure is in person. That it follows a decision to disclose its publisher's own events tell (own-events/g25-disclosure-decided.ts). */
export const g25InPerson = ofType('dvds.disclosure-made', ({ in_person: inPerson }) => [!inPerson && refusal])
