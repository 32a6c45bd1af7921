import { readEvents, readFolder, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import type { Catalogue, DetailField, EventSchema } from '../../../schemas/catalogue/event-schema.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { join } from 'node:path'

const DAY = '2025-05-05'

/** The demo's events, in the order of recording. */
export const demoJson = (): readonly CloudEventJson[] =>
  ['kestrel', 'linnet', 'single-events']
    .flatMap((name) => readEvents(join(DEMO_FOLDER, `${name}.cloudevents.jsonl`)))
    .toSorted((one, other) => Date.parse(one.time) - Date.parse(other.time))

/** A valid value of a field of details. */
function valueOf({ kind, codeList, refersTo }: DetailField, { codeLists }: Catalogue, like: CloudEventJson): unknown {
  const code = codeLists.get(codeList ?? '')?.codes.find(({ from = '', until = '9' }) => from <= DAY && DAY <= until)?.code
  const reference = refersTo === 'event' ? like.id : refersTo === 'person' ? like.data.subject.key : 'reference'
  switch (kind) {
    case 'code':
      return code
    case 'codes':
      return [code]
    case 'bool':
      return true
    case 'int':
      return 1
    case 'date':
      return DAY
    case 'datetime':
      return `${DAY}T12:00:00+01:00`
    case 'ref':
      return reference
    case 'refs':
      return [reference]
    case 'json':
      return []
    default:
      return 'words'
  }
}

/** An event of a type that the demo has none of, about the people of another event, by an agency that may publish it. */
function eventOf(schema: EventSchema, catalogue: Catalogue, like: CloudEventJson): CloudEventJson {
  const publisher = readFolder(DEMO_FOLDER, { only: [] }).agencies.find(({ type }) =>
    (schema.publishers as readonly string[]).includes(type),
  )
  if (publisher === undefined) throw new Error('No agency of the demo may publish this.')
  const { occurred, subject, harmed, assertion, sharing, handling } = like.data
  return {
    ...like,
    id: uuidOf('every type', schema.type),
    source: `/agencies/${publisher.agency}/records`,
    type: schema.type,
    time: `${DAY}T13:00:00+01:00`,
    data: {
      occurred,
      recorded_at: `${DAY}T13:00:00+01:00`,
      agency_record_ref: 'reference',
      subject,
      harmed,
      assertion,
      sharing,
      handling,
      details: Object.fromEntries(
        schema.details.filter(({ required }) => required).map((field) => [field.name, valueOf(field, catalogue, like)]),
      ),
    },
  }
}

/** At least one event of every type of the catalogue: the demo's, and made-up ones of the rest. */
export function eventsOfEveryType(catalogue: Catalogue): readonly CloudEventJson[] {
  const events = demoJson()
  const [like] = events
  if (like === undefined) throw new Error('The demo has no events.')
  const present = new Set(events.map(({ type }) => type))
  return [
    ...events,
    ...[...catalogue.types.values()].filter(({ type }) => !present.has(type)).map((schema) => eventOf(schema, catalogue, like)),
  ]
}
