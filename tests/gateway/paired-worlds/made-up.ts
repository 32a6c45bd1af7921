import { CASE_LINKED, systemIndex } from '../../../core/case/system-event.ts'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import { staffToken } from '../../../core/linking/tokens.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { demoEvents, uuidOf } from '../../fixtures/demo-events.ts'
import { demoReaders } from '../../fixtures/demo-world.ts'
import { purposesOf } from '../audit/replay/reads.ts'

/** A case before a reader. */
export interface MadeUp {
  readonly reader: (typeof demoReaders)[number]
  readonly purpose: string
  readonly events: readonly AgencyEvent[]
}

const KESTREL = demoEvents('kestrel')
const READERS = demoReaders.filter(({ links }) => links.some(({ case: name }) => name === 'KESTREL'))
const FEWEST = 6
const MOST = 16
const FAR_AWAY = '2099-01-01'

/** A number below another. */
export const below = (random: () => number, count: number): number => Math.floor(random() * count)

/** Women whom only some of the events name; the second name is on no list. */
const STRANGERS: readonly (readonly [key: string, given: string, family: string])[] = [
  ['KV8', 'Olivia', 'van der Linden'],
  ['KV9', 'Xqvist', 'Xqvistsen'],
]
const SAID = ['Priya Nair', 'LEANNE', 'olivia', 'Ms van der Linden', 'xqvist', 'Xqvist Xqvistsen', 'her sister Chipo', 'Tyler']

/** An event whose text names people, and that names a stranger as harmed now and then: what is masked must not tell that it does. */
function withNames(event: AgencyEvent, random: () => number): AgencyEvent {
  const { details, harmed } = event.data
  const texts = ['description', 'evidence', 'facts', 'pattern_summary', 'wording'].filter((name) => typeof details[name] === 'string')
  const said = texts.map(
    (name) => [name, `${String(details[name])} Then he rang ${SAID[below(random, SAID.length)] ?? ''} at home.`] as const,
  )
  const [stranger, first] = [STRANGERS[below(random, STRANGERS.length)], harmed.find(({ role }) => role === 'adult')]
  const names = first !== undefined && stranger !== undefined && random() < 0.3
  return {
    ...event,
    data: {
      ...event.data,
      details: { ...details, ...Object.fromEntries(said) },
      ...(names
        ? { harmed: [...harmed, { ...first, identifiers: [], key: stranger[0], given_name: stranger[1], family_name: stranger[2] }] }
        : {}),
    },
  }
}

/** Some of KESTREL's events before one of its readers; some are held back by an embargo, or are for another purpose. */
export function madeUp(random: () => number): MadeUp {
  const reader = READERS[below(random, READERS.length)]!
  const purposes = purposesOf(reader)
  const size = FEWEST + below(random, MOST - FEWEST)
  const chosen = new Set(
    [...KESTREL.keys()]
      .map((at) => [random(), at] as const)
      .sort(([one], [other]) => one - other)
      .slice(0, size)
      .map(([, at]) => at),
  )
  const events = KESTREL.filter((_, at) => chosen.has(at)).map((event): AgencyEvent => {
    const kind = random()
    const data =
      kind < 0.15
        ? { ...event.data, handling: { ...event.data.handling, embargo_until: FAR_AWAY } }
        : kind < 0.3
          ? { ...event.data, purposes_permitted: ['oocr_decision'] }
          : event.data
    return withNames({ ...event, data }, random)
  })
  return { reader, purpose: purposes[below(random, purposes.length)] ?? '', events }
}

/** The link of a reader to the case, as readers.json has it. */
export function linkOf({ reader }: MadeUp, caseLog: CaseLogId, linking: Buffer): CaseEventRecord {
  const { link, pairs = [] } = reader.links.find(({ case: name }) => name === 'KESTREL') ?? { link: 'listed' }
  const at = '2024-01-01T00:00:00.000Z'
  const facts = {
    agency: reader.agency,
    staff: staffToken(linking, `${reader.agency}:${reader.id}`),
    link,
    role: reader.role,
    pairs: pairs.map((key) => uuidOf('person', key)),
    from: at,
  }
  return { index: systemIndex({ eventId: uuidOf('link', reader.id), caseLog, schema: '', at }, CASE_LINKED, facts), parts: [] }
}

const OF_OTHERS = ['consent.', 'rights.', 'case.', 'marac.', 'record.']

/** Events that say something about other events, or that others refer to: what is decided of those may rest on them. */
export const bearsOnOthers = (event: AgencyEvent, events: readonly AgencyEvent[]): boolean =>
  OF_OTHERS.some((family) => event.type.startsWith(family)) ||
  events.some((other) => other.id !== event.id && JSON.stringify(other.data).includes(event.id))

/** Each adult and child that an event names together: it makes the child one of the adult's pair, for every event of the case (D.10, "Pairs"). */
const couplesOf = ({ data: { harmed = [] } }: AgencyEvent): readonly string[] =>
  harmed
    .filter(({ role }) => role === 'child')
    .flatMap((child) => harmed.filter(({ role }) => role !== 'child').map((adult) => `${child.key} ${adult.key}`))

/** Those of the hidden whose going leaves every child the pairs that it has. */
export function withoutPairing(hidden: readonly AgencyEvent[], events: readonly AgencyEvent[]): readonly AgencyEvent[] {
  const known = new Set(events.filter((event) => !hidden.includes(event)).flatMap(couplesOf))
  return hidden.filter((event) => couplesOf(event).every((couple) => known.has(couple)))
}
