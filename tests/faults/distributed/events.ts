import { cast } from '../../consumers/intake/events.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { eventOf, type SentEvent } from '../events.ts'

/** How many cases are published about at a time. */
export const CASES = 3

/** 0, 1, 2 … as a, b … z, ba, bb …: names hold letters. */
const letters = (number: number): string => {
  const last = String.fromCharCode(97 + (number % 26))
  return number < 26 ? last : `${letters(Math.floor(number / 26))}${last}`
}

/** Made-up people of a case of their own, whatever its number. */
function people(caseNumber: number) {
  const { subject, harmed, pnc } = cast(caseNumber)
  return {
    subject: { ...subject, family_name: `Reid${letters(caseNumber)}`, identifiers: [pnc] },
    harmed: { ...harmed, family_name: `Doyle${letters(caseNumber)}`, identifiers: [] },
  }
}

/** The agency's n-th event, from 0, about one of the cases of a group (0, 1 …), which take turns. Always the same one. */
export function eventAbout(group: number, agency: string, n: number): SentEvent {
  const { body } = eventOf(agency, n)
  const caseNumber = group * CASES + (n % CASES)
  const { subject, harmed } = people(caseNumber)
  const [person] = body.data.harmed
  const id = uuidOf('distributed fault test', agency, String(n))
  return {
    agency,
    caseNumber,
    id,
    body: {
      ...body,
      id,
      data: { ...body.data, subject: { ...body.data.subject, ...subject }, harmed: person === undefined ? [] : [{ ...person, ...harmed }] },
    },
  }
}
