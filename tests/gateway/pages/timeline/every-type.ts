import { compose, type ComposedFor } from '../../../../core/parts/compose.ts'
import type { OpenedPart } from '../../../../core/parts/opened-part.ts'
import { reducePart } from '../../../../core/parts/reduce.ts'
import { splitParts } from '../../../../core/parts/split.ts'
import { itemOf, type TimelineItem } from '../../../../gateway/read/item.ts'
import type { EventDecision } from '../../../../policy/decide/decision.ts'
import type { DetailField, EventSchema } from '../../../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent, EventData } from '../../../../schemas/codec/agency-event.ts'
import { loadCatalogue } from '../../../../schemas/index.ts'
import { loadExamples } from '../../../../schemas/catalogue/examples.ts'
import { indexOf } from '../../../fixtures/case-records.ts'
import { peopleOf } from '../../../fixtures/demo-events.ts'
import { caseLogNamed } from '../../../fixtures/ids.ts'

export const catalogue = loadCatalogue()
const examples = loadExamples()

/** Agencies that have a name here, and one that has none. */
export const AGENCIES: ReadonlyMap<string, string> = new Map([
  ['westmere-police', 'Westmere Police'],
  ['norshire-prison', 'Norshire Prison'],
])
export const agencyName = (id: string): string | undefined => AGENCIES.get(id)

/** The id for the reader of an event of these pages, by type; and of one that is disclosed and on another page. */
export const idOf = (type: string): string => `shown-${type.replace('.', '-')}`
const ELSEWHERE = 'on-another-page'
export const SHOWN_ELSEWHERE = `shown-${ELSEWHERE}`

const polygon = {
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates: [[[1.2901, 52.6302], [1.3003, 52.6404], [1.3105, 52.6506], [1.2901, 52.6302]]] }, // prettier-ignore
  properties: { radius_m: 431, note: 'north gate' },
}

/** A value of a field, as one that knows everything would send it. `round`: another code, another truth. */
function valueOf(field: DetailField, round: number, [first = '', second = '']: readonly string[]): unknown {
  const codes = field.codeList === undefined ? [] : (catalogue.codeLists.get(field.codeList)?.codes.map(({ code }) => code) ?? [])
  const code = (at: number): string => codes[(round + at) % codes.length] ?? ''
  const reference = (): string => {
    if (field.refersTo === 'event') return round % 2 === 0 ? 'behaviour.incident-recorded' : ELSEWHERE
    if (field.refersTo === 'person') return second
    return field.refersTo === 'staff' ? 'westmere-police:PC-4411' : `${field.name}-77/${String(round)}`
  }
  switch (field.kind) {
    case 'text':
      return `Words of ${field.name} <b>& “quoted”</b> ${String(round)}`
    case 'code':
      return code(0)
    case 'codes':
      return [code(0), code(1)]
    case 'bool':
      return round % 2 === 0
    case 'int':
      return 4107 + round
    case 'date':
      return '2025-03-09'
    case 'datetime':
      return '2025-06-09T14:05:00+00:00'
    case 'ref':
      return reference()
    case 'refs':
      return [reference()]
    case 'address':
      return 'Flat 2, 5 Mill Lane, Norford NR1 4AB'
    case 'geo':
      return JSON.stringify(polygon)
    case 'agency':
      return round % 2 === 0 ? 'norshire-prison' : 'not-registered'
    case 'json':
      return [{ subject: first, harmed: second, relationship: 'ex_partner' }]
  }
}

/** An event of a type in which every field says something. */
export function fullEvent(schema: EventSchema, round: number): AgencyEvent {
  const { data, ...envelope } = examples.get(schema.type) as { readonly data: EventData } & Record<string, string>
  const [, , agency = '', system = ''] = String(envelope.source).split('/')
  const subject = {
    key: 'him-1',
    identifiers: [
      { scheme: 'PNC', value: '95/41234X' },
      { scheme: 'LOCAL', value: 'T-1041' },
    ],
    given_name: 'Callum',
    family_name: 'Thorne',
    birth_date: '1986-05-09',
    sex: 'male',
  }
  const harmed = [
    {
      key: 'her-2',
      identifiers: [{ scheme: 'NHS', value: '943 476 5919' }],
      given_name: 'Beth',
      family_name: 'Arkwright',
      birth_date: '1988-11-17',
      sex: 'female',
      role: 'adult',
      relationship: 'ex_partner',
    },
    {
      key: 'child-3',
      given_name: 'Jamie',
      family_name: 'Thorne',
      birth_date: '2017-06-30',
      sex: 'male',
      role: 'child',
      relationship: 'child_of_subject',
    },
  ]
  const people = [subject.key, harmed[0]?.key ?? '']
  return {
    ...envelope,
    id: schema.type,
    agency,
    system,
    type: schema.type,
    data: {
      ...data,
      occurred: { from: '2025-02-03T21:14:00+00:00', until: '2025-02-04T22:15:00+00:00', precision: round % 2 === 0 ? 'exact' : 'period' },
      recorded_at: '2025-07-05T09:30:00+00:00',
      agency_record_ref: 'WM-25/000410',
      subject,
      harmed,
      assertion: { basis: 'reported_by_harmed', source_kind: 'harmed_person', confidence: 83, verification: 'corroborated' },
      sharing: { lawful_basis: ['art6_1e', 'cda98_s115'], wishes_ref: 'consent.recorded', override_ref: ELSEWHERE },
      handling: {
        perp_knows: 'never',
        embargo_until: '2025-08-06T10:45:00+00:00',
        onward_sharing: ['cps', 'housing_rp'],
        harmed_told: round % 2 === 1,
      },
      case_refs: ['MARAC-25-0098'],
      correlation_id: 'request-5521',
      retention_class: 'r4_police_mopi',
      details: Object.fromEntries(schema.details.map((field) => [field.name, valueOf(field, round, people)])),
    },
  } as unknown as AgencyEvent
}

/** What a reader gets of each class: as said, in its reduced form, or nothing. */
export type Forms = (sensitivity: string) => 'plain' | 'reduced' | undefined

/** Who an item is composed for. */
export interface ReaderOf extends Pick<ComposedFor, 'facesPerpetrator'> {
  readonly forms: Forms
  readonly publisher: EventDecision['publisher']
}

/** The item of a full event as a reader gets it, composed as a read composes it. */
export function itemFor(schema: EventSchema, round: number, { forms, publisher, facesPerpetrator }: ReaderOf): TimelineItem {
  const event = fullEvent(schema, round)
  const index = indexOf(event)
  const opened = splitParts(schema, event, peopleOf(event)).flatMap((part): readonly OpenedPart[] => {
    const form = forms(part.class)
    if (form === undefined) return []
    const context = { schema, owner: part.owner, occurredFrom: event.data.occurred.from }
    const values = form === 'plain' ? part.values : reducePart(part.class, part.values, context)
    return values === null ? [] : [{ ...part, form, values }]
  })
  const decision: EventDecision = {
    caseLog: caseLogNamed('any'),
    sequence: 1,
    effect: forms(schema.keyClass) === 'plain' ? 'shown' : 'reduced',
    dates: forms('META') === 'plain' ? 'exact' : 'month',
    publisher,
    late: round % 2 === 0,
    corrected: round % 2 === 1,
    parts: [],
  }
  const reader: ComposedFor = { agency: event.agency, facesPerpetrator, pseudonymOf: () => 'person-0f3a91' }
  const data = compose(index, opened, decision, { schema, reader, eventId: idOf })
  const agency = { name: AGENCIES.get(event.agency) ?? event.agency, type: 'police', areas: [] }
  return itemOf({
    id: idOf(schema.type),
    title: schema.title,
    index,
    decision,
    agency,
    marks: { contested: [], restricted: false, underReview: [] },
    notInEffect: false,
    unreadable: false,
    data: JSON.parse(JSON.stringify(data)) as TimelineItem['data'],
  })
}
