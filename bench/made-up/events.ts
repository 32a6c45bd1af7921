import { readFolder, type CloudEventJson } from '../../commands/demo/folder.ts'
import { DEMO_CASES } from '../../commands/demo/demo.ts'
import { DEMO_FOLDER } from '../../commands/service.ts'
import { madeUpPerson, type MadeUpPerson } from './people.ts'
import { oneOf, seeded, uuid } from './random.ts'

/** Events of made-up cases, one after another. */
export interface MadeUpEvents {
  /** `count` events: about one in five of somebody new, the others of people who are known. `agency`: of that agency only. */
  take(count: number, agency?: string): readonly CloudEventJson[]
  /** `count` events of one new case. */
  takeCase(count: number): readonly CloudEventJson[]
}

interface MadeUpCase {
  readonly number: number
  readonly templates: readonly CloudEventJson[]
  /** By the key that the templates give them. */
  readonly cast: Map<string, MadeUpPerson>
  /** What the case's events refer to. */
  readonly first: string
}

interface PersonJson { readonly key: string; readonly identifiers?: readonly { readonly scheme: string; readonly value: string }[] }

const NEW_SHARE = 0.2
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** It needs an event of its own to withdraw. */
const LEFT_OUT = 'record.retracted'

const isOpening = ({ type, data }: CloudEventJson): boolean =>
  type !== LEFT_OUT && ((data.subject as PersonJson).identifiers ?? []).some(({ scheme }) => scheme === 'PNC')

/** The chronologies of the demo, without the events that could not open a case. */
const readTemplates = (): readonly (readonly CloudEventJson[])[] =>
  readFolder(DEMO_FOLDER, { only: DEMO_CASES }).chronologies.map(({ events }) => events.filter(isOpening))

/** References lead to the case's first event; a proceeding is the case's own. */
const detail = ({ first, number }: MadeUpCase, name: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value
  if (UUID.test(value)) return first
  return name.endsWith('_id') ? `${value}-${number}` : value
}

/** Endless made-up events out of the demo's, the same for the same seed (1 to 6: people of different seeds are different people). */
export function createEvents(seed: number): MadeUpEvents {
  const random = seeded(seed)
  const chronologies = readTemplates()
  const cases: MadeUpCase[] = []
  let people = 0
  let events = 0

  const openCase = (agency?: string): MadeUpCase => {
    const fitting = chronologies.map((events) => events.filter(({ source }) => agency === undefined || source.startsWith(`/agencies/${agency}/`)))
    const made = { number: seed * 100_000 + cases.length, templates: oneOf(random, fitting.filter(({ length }) => length > 0)), cast: new Map(), first: uuid(random) }
    cases.push(made)
    return made
  }
  const played = ({ number, cast }: MadeUpCase, said: PersonJson): PersonJson => {
    const person = cast.get(said.key) ?? madeUpPerson(random, seed * 100_000 + people++)
    cast.set(said.key, person)
    const { identifiers, ...named } = person
    const given = (said.identifiers ?? []).map(({ scheme, value }) => ({ scheme, value: identifiers[scheme] ?? `${value}-${number}` }))
    return { ...said, ...named, ...(said.identifiers === undefined ? {} : { identifiers: given }) }
  }
  const eventOf = (made: MadeUpCase, template: CloudEventJson, id: string): CloudEventJson => {
    const { subject, harmed, details } = template.data
    return {
      ...template, id,
      data: {
        ...template.data, agency_record_ref: `BENCH-${events++}`,
        subject: played(made, subject), harmed: harmed.map((person) => played(made, person)),
        details: Object.fromEntries(Object.entries(details as object).map(([name, value]) => [name, detail(made, name, value)])),
      },
    }
  }
  const next = (agency?: string): CloudEventJson => {
    if (cases.length > 0 && random() >= NEW_SHARE) {
      const known = oneOf(random, cases)
      return eventOf(known, oneOf(random, known.templates), uuid(random))
    }
    const opened = openCase(agency)
    return eventOf(opened, oneOf(random, opened.templates), opened.first)
  }
  return {
    take: (count, agency) => Array.from({ length: count }, () => next(agency)),
    takeCase: (count) => {
      const made = openCase()
      return Array.from({ length: count }, (_, at) => eventOf(made, made.templates[at % made.templates.length] ?? oneOf(random, made.templates), at === 0 ? made.first : uuid(random)))
    },
  }
}
