import type { IndexPart, NumberedEvent } from '../../core/case/index-part.ts'
import { CASE_LINKED, SYSTEM_AGENCY } from '../../core/case/system-event.ts'
import { loadCatalogue } from '../../schemas/catalogue/load.ts'
import { currentReleaseFiles } from '../../policy/release/files.ts'
import { loadRelease } from '../../policy/release/load.ts'
import type { AgencyEntry, DecisionInput, ReadRequest } from '../../policy/facts/input.ts'
import type { AgencyId, PersonId } from '../../schemas/ids.ts'
import { agencyNamed, caseLogNamed, personNamed } from '../fixtures/ids.ts'

export const catalogue = loadCatalogue()
export const releaseFiles = currentReleaseFiles(catalogue)
export const release = loadRelease(releaseFiles)

/** The read's moment in every made-up case. */
export const NOW = '2026-06-01T12:00:00.000Z'
export const CASE_LOG = caseLogNamed('00000000-0000-4000-8000-00000000000a')

/** The perpetrator, two harmed women and a child. */
export const PERSON = { perpetrator: personNamed('fp1'), one: personNamed('fv1'), other: personNamed('fv2'), child: personNamed('fc1') }

export const agencies: ReadonlyMap<string, AgencyEntry> = new Map(
  Object.entries({
    'fixture-police': { name: 'Fixture Police', type: 'police', areas: ['fixture'] },
    'fixture-marac': { name: 'Fixture MARAC', type: 'marac_coordination', areas: ['fixture'] },
    'fixture-idva': { name: 'Fixture IDVA', type: 'idva_service', areas: ['fixture'] },
    'fixture-housing': { name: 'Fixture Housing', type: 'housing_la', areas: ['elsewhere'] },
    'fixture-drive': { name: 'Fixture Drive', type: 'drive_provider', areas: ['fixture'] },
    'fixture-gp': { name: 'Fixture Surgery', type: 'health_gp', areas: ['fixture'] },
    'fixture-operator': { name: 'Fixture Operator', type: 'bus_operator', areas: ['fixture'] },
  }),
)

type Facts = Readonly<Record<string, readonly string[] | string>>

/** What an event is made from: anything of the index part, with facts as a record. */
export type EventSeed = Partial<Omit<IndexPart, 'facts' | 'type'>> & { readonly type: string; readonly facts?: Facts }

const factsOf = (facts: Facts): IndexPart['facts'] =>
  Object.entries(facts).map(([field, value]) => ({ field, values: typeof value === 'string' ? [value] : value }))

export const adult = (person: string) => ({ person: personNamed(person), role: 'adult' })
export const childOf = (person: PersonId) => ({ person, role: 'child' })

/** An index part with defaults for what a test does not say. */
export function indexOf({ facts = {}, ...seed }: EventSeed, sequence: number): IndexPart {
  return {
    event_id: `event-${String(sequence)}`,
    agency: agencyNamed('fixture-police'),
    system: 'records',
    schema: '',
    case_log: CASE_LOG,
    epoch: 1,
    occurred: { from: '2026-01-10', until: null, precision: 'day' },
    recorded_at: '2026-01-11T09:00:00+00:00',
    published_at: '2026-01-11T09:00:00.000Z',
    subject: PERSON.perpetrator,
    harmed: [adult(PERSON.one)],
    basis: 'observed',
    verification: 'unverified',
    perp_knows: 'never',
    purposes_permitted: null,
    embargo_until: null,
    corrects: null,
    references: [],
    proceedings: [],
    raised: [],
    facts: factsOf(facts),
    inbox: null,
    warnings: [],
    judged_by: [],
    mentions: [],
    ...seed,
  }
}

/** Events numbered in their order. */
export const numbered = (seeds: readonly EventSeed[]): readonly NumberedEvent[] =>
  seeds.map((seed, at) => ({ sequence: at + 1, index: indexOf(seed, at + 1) }))

const SYSTEM = { agency: SYSTEM_AGENCY, system: 'access', subject: '', harmed: [], basis: '', verification: '', perp_knows: '' } as const

/** An event that the bus itself writes. */
export const systemEvent = (type: string, facts: Facts): EventSeed => ({ ...SYSTEM, type, facts })

/** A link of a member of staff, by token. */
export const linked = (staff: string, link: string, facts: Facts = {}): EventSeed =>
  systemEvent(CASE_LINKED, { agency: agencyNamed('fixture-idva'), staff, link, pairs: [PERSON.perpetrator], from: '2026-01-01', ...facts })

/** A block of a member of staff, said lately by an agency that names a harmed person: at once in force (D.11 (6)). */
export const blockOf = (staff: string, seed: Partial<EventSeed> = {}): EventSeed => ({
  type: 'case.access-blocked',
  published_at: '2026-06-01T11:00:00.000Z',
  facts: { blocked_ref: staff, from_on: '2026-01-01T00:00:00Z' },
  ...seed,
})

const APPROVERS_LINK: Readonly<Record<string, string>> = { marac_chair: 'listed', dpo: 'audit' }

/** The link that whoever approves a class has to the case, for their word to count: an advocate's is of the first woman. */
export const linkedApprover = (staff: string, role: string): EventSeed =>
  linked(staff, APPROVERS_LINK[role] ?? 'allocated', { pairs: role === 'idva' ? [PERSON.perpetrator, PERSON.one] : [PERSON.perpetrator] })

export const token = (staff: string): string => `token:${staff}`

/** A reader's request; agency of a reader who published nothing, unless said. */
export function requestOf(
  role: string,
  purpose: string,
  more: Partial<ReadRequest> & { readonly agency?: AgencyId; readonly staff?: string } = {},
): ReadRequest {
  const { agency = 'fixture-idva', staff = 'reader', ...rest } = more
  return {
    reader: { staff: `${agency}:${staff}`, tokens: [token(staff), token(agency)], agency: agencyNamed(agency), role },
    purpose,
    channel: 'live',
    justified: false,
    ...rest,
  }
}

export const inputOf = (request: ReadRequest, seeds: readonly EventSeed[]): DecisionInput => ({
  request,
  logs: [{ caseLog: CASE_LOG, events: numbered(seeds) }],
  agencies,
  now: NOW,
})
