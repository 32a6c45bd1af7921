import type { AgencyEntryJson, CloudEventJson } from '../../../commands/demo/folder.ts'
import type { Catalogue, DetailField, EventSchema } from '../../../schemas/catalogue/event-schema.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import type { Chance } from '../../reference-policy/random.ts'
import { OWN_SEQUENCES } from './own-sequences.ts'
import type { Household, MadeUpPerson } from './people.ts'

type Json = Readonly<Record<string, unknown>>

export interface EventSources {
  readonly catalogue: Catalogue
  /** An event of each type, as schemas/examples has it. */
  readonly examples: ReadonlyMap<string, Json>
}

/** What a made-up event says, beside its type. */
export interface Said {
  readonly id: string
  readonly agency: AgencyEntryJson
  readonly man: MadeUpPerson
  readonly women: readonly MadeUpPerson[]
  readonly maracId: string
  /** Tells proceedings of one household from those of another. */
  readonly seed: number
  /** Words for every text; undefined: those of the example. */
  readonly words?: string
  /** An own event, for types that act on one. */
  readonly own: string
}

/** Listings that ask nobody's agency: what a reader is disclosed by a listing is no difference to be found here. */
const ASKED_BY_LISTINGS = ['fire_rescue']

function valueOf({ name, kind, refersTo }: DetailField, value: unknown, said: Said): unknown {
  if (name === 'agencies_asked') return ASKED_BY_LISTINGS
  if (refersTo === 'event') return Array.isArray(value) ? [said.own] : said.own
  if (refersTo !== undefined && refersTo !== 'person' && refersTo !== 'staff' && refersTo !== 'record') {
    const id = refersTo === 'marac' ? said.maracId : `${refersTo}-${String(said.seed)}`
    return Array.isArray(value) ? [id] : id
  }
  return kind === 'text' && said.words !== undefined ? said.words : value
}

const personAs = (person: MadeUpPerson, { key, role, relationship }: Json): Json => ({
  ...person,
  key,
  ...(role === undefined ? {} : { role }),
  ...(relationship === undefined ? {} : { relationship }),
})

/** An event of a type about these people, made of the type's example. */
export function eventOf({ examples }: EventSources, schema: EventSchema, said: Said): CloudEventJson {
  const example = examples.get(schema.type) as unknown as CloudEventJson
  const data = example.data as unknown as Json
  const details = data.details as Json
  const adults = [...said.women]
  const harmed = ((data.harmed ?? []) as readonly Json[]).flatMap((person) => {
    const adult = person.role === 'child' ? undefined : adults.shift()
    return adult === undefined ? [] : [personAs(adult, person)]
  })
  const fields = new Map(schema.details.map((field) => [field.name, field]))
  const { based_on: basedOn, ...rest } = data
  return {
    ...example,
    id: said.id,
    source: `/agencies/${said.agency.agency}/records`,
    data: {
      ...rest,
      ...(basedOn === undefined ? {} : { based_on: [said.own] }),
      subject: personAs(said.man, data.subject as Json),
      harmed,
      details: Object.fromEntries(
        Object.entries(details).map(([name, value]) => {
          const field = fields.get(name)
          return [name, field === undefined ? value : valueOf(field, value, said)]
        }),
      ),
    },
  } as unknown as CloudEventJson
}

const typesOf = ({ catalogue }: EventSources, { type }: AgencyEntryJson): readonly EventSchema[] =>
  [...catalogue.types.values()].filter(
    ({ publishers, type: name }) => (publishers as readonly string[]).includes(type) && name !== 'case.relinked',
  )

const idOf = (seed: number, who: string, at: number): string => uuidOf('never tells', `${String(seed)} ${who} ${String(at)}`)

/** What other agencies said of a household. */
export function othersEvents(
  sources: EventSources,
  chance: Chance,
  seed: number,
  home: Household,
  others: readonly AgencyEntryJson[],
): readonly CloudEventJson[] {
  const incident = sources.catalogue.types.get('behaviour.incident-recorded')
  return chance.many(4 + chance.below(5), (at) => {
    const agency = chance.pick(others)
    const id = idOf(seed, agency.agency, at)
    const types = typesOf(sources, agency)
    const schema = at === 0 && incident !== undefined && types.includes(incident) ? incident : chance.pick(types)
    return eventOf(sources, schema, { id, agency, man: home.man, women: home.women, maracId: home.maracId, seed, own: id })
  })
}

/** By name and birth date, or by name alone: what nothing links but what others said. */
const byName = ({ key, given_name: given, family_name: family, birth_date: born }: MadeUpPerson, dated: boolean): Json => ({
  key,
  given_name: given,
  family_name: family,
  ...(dated ? { birth_date: born } : {}),
  identifiers: [],
})

/**
 * What a sender says that the rules of its own publications have something to say of (G12, G14, G25, G28, W07): each event so that it is in a case in one world and waits in the
 * other, in a case in both, or waits in both. `told`: an event of the household that others sent.
 */
export function ownSequenceEvents(
  { examples }: EventSources,
  chance: Chance,
  seed: number,
  home: Household,
  told: string,
  senders: readonly AgencyEntryJson[],
): readonly CloudEventJson[] {
  const apt = OWN_SEQUENCES.flatMap((sequence) =>
    senders.filter(({ type }) => type === sequence.kind).map((sender) => ({ sequence, sender })),
  )
  if (apt.length === 0) return []
  const { sequence, sender } = chance.pick(apt)
  const mostly = chance.below(3)
  const about = (example: Json): Json => {
    const how = chance.oneIn(3) ? chance.below(3) : mostly
    const [woman] = home.women
    const { key, role, relationship } = ((example.harmed ?? []) as readonly Json[])[0] ?? {}
    return {
      subject:
        how === 0 ? { ...home.man, key: (example.subject as Json).key } : { ...byName(home.man, true), key: (example.subject as Json).key },
      ...(how === 1 ? { based_on: [told] } : {}),
      harmed: key === undefined ? [] : [{ ...byName(woman, how === 0), key, role, relationship }],
    }
  }
  return sequence.steps({ name: `s${String(seed)}`, agency: sender.agency, examples, about }).map(({ event }) => event)
}

/** What the sender says: of the man, or of a stranger; naming the women in texts, guessing what the MARAC calls the case, or saying it as if it knew nothing. */
export function sendersEvents(
  sources: EventSources,
  chance: Chance,
  seed: number,
  home: Household,
  stranger: Household,
  sender: AgencyEntryJson,
): readonly CloudEventJson[] {
  const [one, other] = home.women
  const names = `${one.given_name} ${one.family_name} was there, and ${other.given_name} ${other.family_name} rang the office.`
  const first = idOf(seed, 'sender', 0)
  const types = typesOf(sources, sender)
  return chance.many(3 + chance.below(4), (at) => {
    const knowsHim = chance.oneIn(2)
    return eventOf(sources, chance.pick(types), {
      id: idOf(seed, 'sender', at),
      agency: sender,
      seed,
      own: first,
      man: knowsHim ? home.man : stranger.man,
      women: chance.oneIn(3) ? home.women : stranger.women,
      maracId: chance.oneIn(2) ? home.maracId : stranger.maracId,
      ...(chance.oneIn(2) ? { words: names } : {}),
    })
  })
}
