import { disclosureNames } from './judged-by.ts'
import type { InCaseRule } from './rule.ts'

const detail =
  'The text names a person who is not in this event. Readers outside that pair do not see the name; name the person in the event ' +
  'if it is about them.'

/** W09 as events of before name it: a text names a harmed person of the case who is not in this event. One warning per field, kept with the event and never told: whom a case knows is not for its publisher. */
export const w09OtherParty: InCaseRule = ({ index }) => {
  const ofDisclosure = new Set(disclosureNames(index.type, index.mentions))
  const fields = Map.groupBy(
    index.mentions.filter((mention) => !ofDisclosure.has(mention)),
    ({ field }) => field,
  )
  return [...fields.keys()].map((field) => ({ rule: 'W09', pointer: `/data/details/${field}`, detail, restsOn: 'others' }))
}
