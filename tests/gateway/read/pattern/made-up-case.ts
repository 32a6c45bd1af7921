import { CASE_LINKED, systemIndex } from '../../../../core/case/system-event.ts'
import type { CaseEventRecord } from '../../../../core/case/index-part.ts'
import { staffToken } from '../../../../core/linking/tokens.ts'
import { loadExamples } from '../../../../schemas/catalogue/examples.ts'
import type { DetailField } from '../../../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent, EventData, Person } from '../../../../schemas/codec/agency-event.ts'
import type { ReaderCredential } from '../../../../gateway/identity/credential.ts'
import type { CaseLogId } from '../../../../schemas/ids.ts'
import { loadCatalogue } from '../../../../schemas/index.ts'
import { demoEvents, uuidOf } from '../../../fixtures/demo-events.ts'
import { agencyNamed } from '../../../fixtures/ids.ts'

const catalogue = loadCatalogue()
const examples = loadExamples()

const KESTREL = demoEvents('kestrel')
/** Those of KESTREL: him, two women, and a child. */
const people = new Map(KESTREL.flatMap(({ data }) => data.harmed.map((one) => [one.key, one] as const)))
const HIM: Person = KESTREL[0]!.data.subject
const HARMED_ONES = ['KV1', 'KV2', 'KC1'].map((key) => people.get(key)!)
const HARMED = [[0], [0], [0], [1], [0, 1], [0, 2], [2], []].map((at) => at.flatMap((one) => HARMED_ONES[one] ?? []))
const AGENCIES = [
  'norshire-police',
  'norshire-probation',
  'norshire-csc',
  'harbour-homes',
  'norshire-idva',
  'norshire-marac',
  'norshire-crown',
  'em-fieldserv',
]

/** Types of which a pattern is made: drawn three times of four. */
const OF_PATTERN = [
  ...[1, 2, 3, 4].flatMap(() => ['behaviour.incident-recorded', 'behaviour.pattern-observed', 'order.breached', 'bail.breached']),
  'behaviour.child-impact-recorded',
  'behaviour.counter-allegation-assessed',
  'bail.decided',
  'bail.decided',
  'order.made',
  'order.made',
  'order.status-changed',
  'monitoring.status-changed',
  'monitoring.alert-raised',
  'justice.custody-status-changed',
  'justice.court-outcome-recorded',
  'engagement.expectation-set',
  'engagement.expectation-answered',
  'engagement.contact-recorded',
  'engagement.routine-enquiry-made',
  'oocr.issued',
  'oocr.compliance-recorded',
  'programme.referral-made',
  'programme.status-changed',
  'programme.session-recorded',
  'risk.assessment-completed',
  'risk.level-changed',
  'risk.rfg-scored',
  'marac.referral-made',
  'marac.case-listed',
  'marac.action-agreed',
  'marac.action-updated',
  'consent.override-recorded',
  'record.retracted',
  'record.contested',
  'record.contested',
  'voice.protective-effort-recorded',
]
const ALL = [...catalogue.types.keys()].filter((type) => examples.has(type))
const FEWEST = 12
const MOST = 26
const DAY = 86_400_000

/** The moment of the reads of made-up cases. */
export const NOW = Date.parse('2026-02-01T12:00:00Z')

type Random = () => number
const below = (random: Random, count: number): number => Math.floor(random() * count)
const pick = <T>(random: Random, from: readonly T[]): T => from[below(random, from.length)] as T
const dayBack = (random: Random, days: number): string => new Date(NOW - below(random, days) * DAY).toISOString().slice(0, 10)

function occurred(random: Random): EventData['occurred'] {
  const from = dayBack(random, random() < 0.5 ? 300 : 1_400)
  const kind = random()
  if (kind < 0.1) return { from, precision: 'month' }
  if (kind < 0.14) return { from, precision: 'year' }
  if (kind < 0.2) return { from: `${from}T21:30:00Z`, precision: 'exact' }
  if (kind < 0.24) return { from, until: from.slice(0, 8) + '28' < from ? from : `${from.slice(0, 8)}28`, precision: 'period' }
  return { from, precision: 'day' }
}

/** A value of a field that is a code, a day, a yes or no, or a reference; else as the example has it. */
function valueOf(random: Random, { kind, codeList, refersTo, required }: DetailField, said: unknown, ids: readonly string[]): unknown {
  if (!required && random() < 0.3) return undefined
  const codes = (codeList === undefined ? undefined : catalogue.codeLists.get(codeList))?.codes.map(({ code }) => code) ?? []
  if (kind === 'code' && codes.length > 0) return pick(random, codes)
  if (kind === 'codes' && codes.length > 0) return [...new Set(Array.from({ length: 1 + below(random, 3) }, () => pick(random, codes)))]
  if (kind === 'bool') return random() < 0.5
  if (kind === 'date') return random() < 0.5 ? dayBack(random, 400) : new Date(NOW + below(random, 200) * DAY).toISOString().slice(0, 10)
  if (kind === 'ref' && refersTo === 'event') return pick(random, ids)
  if (kind === 'refs' && refersTo === 'event') return [pick(random, ids)]
  if (kind === 'ref' && refersTo !== 'person' && refersTo !== 'staff') return `${String(refersTo)}-${String(below(random, 2))}`
  return said
}

function eventOf(random: Random, type: string, id: string, ids: readonly string[]): AgencyEvent {
  const { data } = examples.get(type) as { readonly data: EventData }
  const fields = catalogue.types.get(type)?.details ?? []
  const details = Object.fromEntries(
    fields.flatMap((field) => {
      const value = valueOf(random, field, data.details[field.name], ids)
      return value === undefined ? [] : [[field.name, value]]
    }),
  )
  const agency = agencyNamed(pick(random, AGENCIES))
  const when = occurred(random)
  const at = `${when.from.slice(0, 10)}T22:00:00Z`
  const kind = random()
  return {
    id,
    source: `/agencies/${agency}/records`,
    agency,
    system: 'records',
    type,
    time: at,
    data: {
      ...data,
      occurred: when,
      recorded_at: at,
      subject: HIM,
      harmed: pick(random, HARMED),
      assertion: {
        ...data.assertion,
        basis: pick(random, ['observed', 'reported_by_harmed', 'reported_by_third_party', 'found_by_court']),
      },
      details,
      ...(kind < 0.08 ? { handling: { ...data.handling, embargo_until: '2099-01-01' } } : {}),
      ...(kind > 0.94 ? { purposes_permitted: ['oocr_decision'] } : {}),
    },
  }
}

/** The events of a made-up case: of every type, with codes, days and references drawn anew. The same seed gives the same. */
export function madeUpCase(random: Random, seed: number): readonly AgencyEvent[] {
  const ids = Array.from({ length: FEWEST + below(random, MOST - FEWEST) }, (_, at) => uuidOf('made up', String(seed), String(at)))
  const events = ids.map((id) => eventOf(random, pick(random, random() < 0.75 ? OF_PATTERN : ALL), id, ids))
  // What was listed and referred is what a reader's link may rest on; a chronology's own comes along now and then.
  return random() < 0.3 ? [...events, ...KESTREL.filter(() => random() < 0.4)] : events
}

/** Roles that come by the list of a meeting. */
const OF_MEETING: ReadonlySet<string> = new Set(['marac_coordinator', 'marac_chair', 'agency_rep', 'social_worker'])

/** A link of a reader to a case log, and whom they are allocated to. */
export function linkOf(reader: ReaderCredential, caseLog: CaseLogId, linking: Buffer): CaseEventRecord {
  const at = '2020-01-01T00:00:00.000Z'
  const pair = reader.role === 'idva' || reader.role === 'partner_link_worker'
  const facts = {
    agency: reader.agency,
    staff: staffToken(linking, `${reader.agency}:${reader.id}`),
    link: OF_MEETING.has(reader.role) ? 'listed' : 'allocated',
    role: reader.role,
    pairs: pair ? [uuidOf('person', 'KV1')] : [],
    from: at,
  }
  return { index: systemIndex({ eventId: uuidOf('link', reader.id), caseLog, schema: '', at }, CASE_LINKED, facts), parts: [] }
}
