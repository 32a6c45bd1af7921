import { isUuid } from './codec/formats.ts'

/**
 * Ids as types of their own, so that no id is taken for another. A text becomes one by being parsed: by what is here, or by a decoder of records, rows or tokens
 * whose types say which fields are ids (docs/decisions/0089). Nothing else makes one, and no cast does.
 */
declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

/** A case log: random UUID in lower case. Known inside only; people of agencies see another id for it (gateway/read/case-ids.ts). */
export type CaseLogId = Id<'CaseLogId'>

/** True of what has the form of an id of a case log. */
export const isCaseLogId = (text: string): text is CaseLogId => isUuid(text)

/** A person of a case, as the link log knows them: random UUID in lower case. */
export type PersonId = Id<'PersonId'>

/** True of what has the form of a person's id. */
export const isPersonId = (text: string): text is PersonId => isUuid(text)

/** An agency, by the id that it is registered under: what may be part of a topic's name. */
export type AgencyId = Id<'AgencyId'>

const agencyIdPattern = /^[a-z0-9][a-z0-9_-]{0,63}$/

/** True of what has the form of an agency's id. */
export const isAgencyId = (text: string): text is AgencyId => agencyIdPattern.test(text)

/** The id, where nothing else can be meant. Throws TypeError for what is none. */
const made =
  <Made extends string>(is: (text: string) => text is Made, what: string) =>
  (text: string): Made => {
    if (!is(text)) throw new TypeError(`Not the id of ${what}`)
    return text
  }

/** A case log's id from a text that can be nothing else. Throws TypeError. */
export const caseLogIdOf = made(isCaseLogId, 'a case log: a UUID in lower case')

/** A person's id from a text that can be nothing else. Throws TypeError. */
export const personIdOf = made(isPersonId, 'a person: a UUID in lower case')

/** An agency's id from a text that can be nothing else. Throws TypeError. */
export const agencyIdOf = made(isAgencyId, 'an agency')
