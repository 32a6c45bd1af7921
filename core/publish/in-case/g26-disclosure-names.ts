import { DISCLOSURE_CONTENT, disclosureNames } from './judged-by.ts'
import type { InCaseRule } from './rule.ts'

const detail =
  'What is disclosed names another person who was harmed. Earlier victims are never identified: describe the pattern without the name.'

/** G26: a disclosure's content names no other harmed person. */
export const g26DisclosureNames: InCaseRule = ({ index, hasNamed }) => {
  const named = disclosureNames(index.type, index.mentions)
  if (named.length === 0) return []
  const own = named.some(({ person }) => hasNamed(person))
  return [{ rule: 'G26', pointer: `/data/details/${DISCLOSURE_CONTENT.field}`, detail, restsOn: own ? 'own' : 'others' }]
}

/** The same, kept with the event and told to nobody: what the publisher may hear of it is told of the text alone (core/publish/g26-disclosure-names.ts). */
export const g26Kept: InCaseRule = (inCase) => g26DisclosureNames(inCase).map((finding) => ({ ...finding, restsOn: 'others' }))
