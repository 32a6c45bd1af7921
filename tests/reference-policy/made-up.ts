import type { IndexPart } from '../../core/case/index-part.ts'
import type { AgencyEntry } from '../../policy/facts/input.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { agencyNamed, caseLogNamed, personNamed } from '../fixtures/ids.ts'

/** The read's moment in every made-up case. */
export const NOW = '2026-06-01T12:00:00.000Z'
export const LOGS = [caseLogNamed('log-a'), caseLogNamed('log-b')] as const

/** A perpetrator, two women whom he harmed, and two children. */
export const PERSON = {
  perpetrator: personNamed('fp1'),
  one: personNamed('fv1'),
  other: personNamed('fv2'),
  child: personNamed('fc1'),
  second: personNamed('fc2'),
} as const

export const agencies: ReadonlyMap<string, AgencyEntry> = new Map(
  Object.entries({
    'fixture-police': { name: 'Fixture Police', type: 'police', areas: ['fixture'] },
    'fixture-marac': { name: 'Fixture MARAC', type: 'marac_coordination', areas: ['fixture'] },
    'fixture-idva': { name: 'Fixture IDVA', type: 'idva_service', areas: ['fixture', 'elsewhere'] },
    'fixture-housing': { name: 'Fixture Housing', type: 'housing_la', areas: ['elsewhere'] },
    'fixture-drive': { name: 'Fixture Drive', type: 'drive_provider', areas: ['fixture'] },
    'fixture-operator': { name: 'Fixture Operator', type: 'bus_operator', areas: ['fixture'] },
  }),
)
export const AGENCIES = [...agencies.keys()]

export type Facts = Readonly<Record<string, readonly string[]>>
export const factsOf = (facts: Facts): IndexPart['facts'] => Object.entries(facts).map(([field, values]) => ({ field, values }))

/** An event of the police that says nothing of note, about one woman. */
export const plainIndex = (type: string, id: string, caseLog: CaseLogId): IndexPart => ({
  event_id: id,
  agency: agencyNamed('fixture-police'),
  system: 'records',
  type,
  schema: '',
  case_log: caseLog,
  epoch: 1,
  occurred: { from: '2026-01-10', until: null, precision: 'day' },
  recorded_at: '2026-01-11T09:00:00+00:00',
  published_at: '2026-01-11T09:00:00.000Z',
  subject: PERSON.perpetrator,
  harmed: [{ person: PERSON.one, role: 'adult' }],
  basis: 'observed',
  verification: 'unverified',
  perp_knows: 'never',
  purposes_permitted: null,
  embargo_until: null,
  corrects: null,
  references: [],
  proceedings: [],
  raised: [],
  facts: [],
  inbox: null,
  warnings: [],
  judged_by: [],
  mentions: [],
})

/** An event that the bus itself says. */
export const busIndex = (type: string, id: string, caseLog: CaseLogId, facts: Facts): IndexPart => ({
  ...plainIndex(type, id, caseLog),
  agency: agencyNamed('throughline'),
  system: 'access',
  subject: '',
  harmed: [],
  basis: '',
  verification: '',
  perp_knows: '',
  facts: factsOf(facts),
})
