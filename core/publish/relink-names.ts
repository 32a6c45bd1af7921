import type { FieldError } from '../../schemas/codec/errors.ts'
import { decidesAbout } from '../linking/decision.ts'
import { ofType } from './of-type.ts'

const ABOUT_PEOPLE: ReadonlySet<string> = new Set(['merge_persons', 'split_persons'])

const tooFewEvents: FieldError = {
  pointer: '/data/based_on',
  code: 'no-effect',
  detail: 'Changes nothing: name your own events that it is about; of cases, one event of each.',
}
const tooFewPeople: FieldError = {
  pointer: '/data/details/from_refs',
  code: 'no-effect',
  detail: 'Changes nothing: name in from_refs and to_refs, by their keys, the harmed people of this event who are one, or are not.',
}

/** A decision of who is who that names too little to change anything: it is kept as an entry of the case, and nothing is linked otherwise. */
export const relinkNames = ofType('case.relinked', ({ op }, event) => [
  decidesAbout(event) === undefined && (ABOUT_PEOPLE.has(op) ? tooFewPeople : tooFewEvents),
])
