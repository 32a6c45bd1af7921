import { DISCLOSURE_CONTENT } from './in-case/judged-by.ts'
import type { PublishRule } from './rule.ts'
import { namesAnother, namesOfEvent } from './w09-other-party.ts'

const detail =
  'What is disclosed names somebody who is not in this event. Earlier victims are never identified: describe the pattern without the name.'

/** G26: a disclosure's content names nobody else. INVARIANT: by the words of the text alone; told in the case, it would say who is known there. */
export const g26DisclosureNames: PublishRule = (event, { schema }) => {
  const text = event.type === DISCLOSURE_CONTENT.type ? event.data.details[DISCLOSURE_CONTENT.field] : undefined
  return typeof text === 'string' && namesAnother(text, namesOfEvent(event, schema))
    ? [{ pointer: `/data/details/${DISCLOSURE_CONTENT.field}`, code: 'G26', detail }]
    : []
}
