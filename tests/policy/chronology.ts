import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildIndex } from '../../core/case/build-index.ts'
import type { IndexPart, NumberedEvent } from '../../core/case/index-part.ts'
import { quotedProceedings } from '../../core/linking/references.ts'
import { proceedingTokens, staffToken } from '../../core/linking/tokens.ts'
import { endOfDayLondon } from '../../core/time/london.ts'
import type { EventData } from '../../schemas/codec/agency-event.ts'
import type { AgencyEntry, DecisionInput, ReadRequest } from '../../policy/facts/input.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { agencyNamed, caseLogNamed, personNamed } from '../fixtures/ids.ts'
import { catalogue, indexOf, linked } from './case-builder.ts'

const SECRET = Buffer.alloc(32, 1)

interface CloudEvent {
  readonly id: string
  readonly source: string
  readonly type: string
  readonly time: string
  readonly data: EventData
}
interface DemoReader {
  readonly id: string
  readonly role: string
  readonly agency: AgencyId
  readonly links: readonly { readonly case: string; readonly link: string; readonly pairs?: readonly string[] }[]
}

export interface View {
  readonly purpose: string
  readonly full: readonly number[]
  readonly redacted: readonly number[]
  readonly hidden: readonly number[]
}

export interface Expected {
  readonly as_of: string
  readonly subject: string
  /** By role, or role:person for that person's advocate. */
  readonly views: Readonly<Record<string, View>>
}

/** A chronology: a case's events as agencies send them, with who reads it and what each reader must see. */
export interface Chronology {
  readonly name: string
  readonly expected: Expected
  /** Input of a read in a view. */
  inputOf(view: string): DecisionInput
  /** Number of an event in its chronology, by sequence. */
  numberOf(sequence: number): number
}

const json = <T>(folder: string, file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T

function indexPart(event: CloudEvent, areasOf: ReadonlyMap<string, AgencyEntry>): IndexPart {
  const [, , agency = '', system = ''] = event.source.split('/')
  const schema = catalogue.types.get(event.type)
  if (schema === undefined) throw new Error(`no type ${event.type}`)
  const proceedings = quotedProceedings(schema, event.data).map(({ kind, id }) => ({
    kind,
    tokens: proceedingTokens(SECRET, kind, areasOf.get(agency)?.areas ?? [], id),
  }))
  return buildIndex(
    schema,
    { ...event, agency: agencyNamed(agency), system },
    {
      caseLog: caseLogNamed('case'),
      epoch: 1,
      publishedAt: Date.parse(event.time),
      secret: SECRET,
      proceedings,
      people: [event.data.subject, ...event.data.harmed].map(({ key }) => personNamed(key)),
    },
  )
}

const numberIn = (event: CloudEvent): number => Number(/(\d+)$/.exec(event.data.agency_record_ref)?.[1])

/** The events of a chronology that are sent by the end of a day in London, in the order of the file. */
function sentBy(folder: string, name: string, asOf: string): readonly CloudEvent[] {
  const events = readFileSync(join(folder, `${name}.cloudevents.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CloudEvent)
  return events.filter(({ time }) => Date.parse(time) <= endOfDayLondon(asOf))
}

const rolePerson = (view: string): readonly [string, string | undefined] => {
  const [role = '', person] = view.split(':')
  return [role, person]
}

/** Reads a folder as demo/ has it. */
export function readChronology(folder: string, name: string): Chronology {
  const expected = json<Expected>(folder, `expected/${name}.json`)
  const agencies = new Map(
    json<readonly (AgencyEntry & { readonly agency: string })[]>(folder, 'agencies.json').map((entry) => [entry.agency, entry]),
  )
  const readers = json<readonly DemoReader[]>(folder, 'readers.json')
  const sent = sentBy(folder, name, expected.as_of)
  const caseName = name.toUpperCase()
  const readerOf = (view: string): DemoReader => {
    const [role, person] = rolePerson(view)
    const found = readers.find(
      (reader) =>
        reader.role === role &&
        (role === 'evaluator' ||
          reader.links.some((link) => link.case === caseName && (person === undefined || link.pairs?.includes(person) === true))),
    )
    if (found === undefined) throw new Error(`no reader for ${view}`)
    return found
  }
  return {
    name,
    expected,
    numberOf: (sequence) => {
      const event = sent[sequence - 1]
      return event === undefined ? Number.NaN : numberIn(event)
    },
    inputOf: (view) => {
      const { id, role, agency, links } = readerOf(view)
      const tokens = [staffToken(SECRET, `${agency}:${id}`), staffToken(SECRET, agency)]
      const given = links
        .filter((link) => link.case === caseName)
        .map(({ link, pairs = [] }) => linked(tokens[0] ?? '', link, { agency, pairs: [expected.subject, ...pairs], from: '2020-01-01' }))
      const events: NumberedEvent[] = [
        ...sent.map((event) => indexPart(event, agencies)),
        ...given.map((seed, at) => indexOf(seed, sent.length + at + 1)),
      ].map((index, at) => ({ sequence: at + 1, index }))
      const request: ReadRequest = {
        reader: { staff: `${agency}:${id}`, tokens, agency, role },
        purpose: expected.views[view]?.purpose ?? '',
        channel: role === 'evaluator' ? 'extract' : 'live',
        justified: false,
      }
      return {
        request,
        logs: [{ caseLog: caseLogNamed('case'), events }],
        agencies,
        now: new Date(endOfDayLondon(expected.as_of)).toISOString(),
      }
    },
  }
}
