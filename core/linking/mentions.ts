import type { EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { CaseLogId, PersonId } from '../../schemas/ids.ts'
import { harmedOf, type KnownPerson, type LinkIndex } from './link-index.ts'
import { personIn, survivorOf } from './merges.ts'
import { nameSpans } from './name-spans.ts'
import { NAME_KINDS } from '../names/name-tokens.ts'
import { token, type LinkingSecret } from './tokens.ts'

/** A text that names a harmed person of the case who is not in the event. */
export interface Mention {
  /** Name of the field in details. */
  readonly field: string
  readonly person: PersonId
}

const nameTokens = (people: readonly KnownPerson[]): ReadonlySet<string> =>
  new Set(people.flatMap(({ tokens }) => NAME_KINDS.flatMap((kind) => [...(tokens.get(kind) ?? [])])))

/**
 * Harmed people of a case whom texts of an event name, beside the people of the event itself and those who share a name with them. Known by
 * keyed tokens of given name, family name and full name, so that it needs no key of a person. `people`: the event's person ids.
 */
export function mentionsOf(
  secret: LinkingSecret,
  schema: EventSchema,
  event: AgencyEvent,
  assigned: { readonly caseLog: CaseLogId; readonly people: readonly PersonId[] },
  known: LinkIndex,
): readonly Mention[] {
  const inEvent = new Set(assigned.people.map((person) => personIn(known.merges, survivorOf(known.merges, assigned.caseLog), person)))
  const others = harmedOf(known, assigned.caseLog).filter(({ person }) => !inEvent.has(person))
  if (others.length === 0) return []
  const own = nameTokens([...inEvent].flatMap((person) => known.persons.get(person) ?? []))
  return schema.details
    .filter(({ kind }) => kind === 'text')
    .flatMap(({ name }) => {
      const text = event.data.details[name]
      if (typeof text !== 'string') return []
      const names = new Set(nameSpans(text).map((span) => span.name))
      const said = new Set(
        [...names].flatMap((words) => NAME_KINDS.map((kind) => token(secret, kind, words))).filter((one) => !own.has(one)),
      )
      return others
        .filter(({ tokens }) => NAME_KINDS.some((kind) => [...(tokens.get(kind) ?? [])].some((one) => said.has(one))))
        .map(({ person }) => ({ field: name, person }))
    })
}
