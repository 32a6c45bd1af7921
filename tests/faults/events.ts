import { readEvents, type CloudEventJson } from '../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../commands/service.ts'
import { join } from 'node:path'
import { cast } from '../consumers/intake/events.ts'
import { uuidOf } from '../fixtures/demo-events.ts'
import { agencyNamed } from '../fixtures/ids.ts'

/** How many cases the agencies publish about. */
export const CASES = 3

/** An agency's event, as it is sent. */
export interface SentEvent {
  readonly agency: string
  /** Which case it is of, from 0. */
  readonly caseNumber: number
  readonly id: string
  readonly body: CloudEventJson
}

const demo = ['kestrel', 'linnet'].flatMap((name) => readEvents(join(DEMO_FOLDER, `${name}.cloudevents.jsonl`)))

function demoEvent(ref: string): CloudEventJson {
  const found = demo.find(({ data }) => data.agency_record_ref === ref)
  if (found === undefined) throw new Error(`The demo has no ${ref}.`)
  return found
}

const police = [demoEvent('LINNET-01'), demoEvent('KESTREL-06')] as const

/** The agencies that publish, and the demo's events that theirs are like: none refers to another event or to a proceeding. */
const templates: Readonly<Record<string, readonly CloudEventJson[]>> = {
  'norshire-police': police,
  'westmere-police': police,
  'harbour-homes': [demoEvent('KESTREL-04')],
  'oakfield-gp': [demoEvent('KESTREL-03')],
}

export const AGENCIES = Object.keys(templates).map(agencyNamed)

/** Every agency knows a case's subject by the same police number, so that each event finds its case whatever came before it. */
function aboutCase(template: CloudEventJson, caseNumber: number): Pick<CloudEventJson['data'], 'subject' | 'harmed'> {
  const { subject, harmed, pnc } = cast(caseNumber)
  const [person] = template.data.harmed
  return {
    subject: { ...template.data.subject, ...subject, identifiers: [pnc] } as CloudEventJson['data']['subject'],
    harmed: person === undefined ? [] : [{ ...person, ...harmed, identifiers: [] } as CloudEventJson['data']['subject']],
  }
}

/** The agency's n-th event, from 0: always the same one. Its cases take turns. */
export function eventOf(agency: string, n: number): SentEvent {
  const own = templates[agency] ?? []
  const template = own[n % own.length]
  if (template === undefined) throw new Error(`No events for ${agency}.`)
  const caseNumber = n % CASES
  const id = uuidOf('fault test', agency, String(n))
  return {
    agency,
    caseNumber,
    id,
    body: {
      ...template,
      id,
      source: `/agencies/${agency}/records`,
      data: { ...template.data, ...aboutCase(template, caseNumber), agency_record_ref: `${agency} ${String(n)}` },
    },
  }
}
