import type { EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import { harmedOf, type KnownPerson, type LinkIndex } from './link-index.ts'
import { survivorOf } from './merges.ts'
import { normaliseName } from './names.ts'
import { token, type LinkingSecret } from './tokens.ts'

/** A text that names a harmed person of the case who is not in the event. */
export interface Mention {
  /** Name of the field in details. */
  readonly field: string
  readonly person: string
}

const NAME_KINDS = ['given_name', 'surname', 'full_name'] as const

/** Words that begin with a capital, as names do, one or two together. Bounded, so that a search is linear in the text. */
const NAME_LIKE = /\p{Lu}[\p{L}'’-]{1,40}(?: \p{Lu}[\p{L}'’-]{1,40})?/gu

function namesIn(text: string): readonly string[] {
  const found = (text.match(NAME_LIKE) ?? []).flatMap((words) => [words, ...words.split(' ')]).map((words) => words.replace(/['’]s?$/u, ''))
  return [...new Set(found.flatMap((words) => normaliseName(words) ?? []))]
}

const nameTokens = (people: readonly KnownPerson[]): ReadonlySet<string> =>
  new Set(people.flatMap(({ tokens }) => NAME_KINDS.flatMap((kind) => [...tokens.get(kind) ?? []])))

/**
 * Harmed people of a case whom texts of an event name, beside the people of the event itself and those who share a name with them. Known by
 * keyed tokens of given name, family name and full name, so that it needs no key of a person. `people`: the event's person ids.
 */
export function mentionsOf(
  secret: LinkingSecret, schema: EventSchema, event: AgencyEvent, place: { readonly caseLog: string; readonly people: readonly string[] }, known: LinkIndex,
): readonly Mention[] {
  const inEvent = new Set(place.people.map((person) => survivorOf(known.merges, person)))
  const others = harmedOf(known, place.caseLog).filter(({ person }) => !inEvent.has(person))
  if (others.length === 0) return []
  const own = nameTokens([...inEvent].flatMap((person) => known.persons.get(person) ?? []))
  return schema.details.filter(({ kind }) => kind === 'text').flatMap(({ name }) => {
    const text = event.data.details[name]
    if (typeof text !== 'string') return []
    const said = new Set(namesIn(text).flatMap((words) => NAME_KINDS.map((kind) => token(secret, kind, words))).filter((one) => !own.has(one)))
    return others.filter(({ tokens }) => NAME_KINDS.some((kind) => [...tokens.get(kind) ?? []].some((one) => said.has(one))))
      .map(({ person }) => ({ field: name, person }))
  })
}
