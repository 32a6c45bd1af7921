import type { IndexPart } from '../../core/case/index-part.ts'
import type { CaseLogId, PersonId } from '../../schemas/ids.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { AGENCIES, factsOf, NOW, PERSON, plainIndex, type Facts } from './made-up.ts'
import { randomFacts } from './random-facts.ts'
import type { Chance } from './random.ts'
import { allTypes, classes, isOneOf, PURPOSE, typeOf } from './tables.ts'

/** Types on which others' release rests, and those with a guarded key class: drawn as often as all together. */
const OF_EFFECT = [
  'consent.recorded',
  'consent.recorded',
  'consent.override-recorded',
  'rights.request-updated',
  'record.retracted',
  'record.erased',
  'record.corrected',
  'record.contested',
  'marac.referral-made',
  'marac.case-listed',
  'marac.case-heard',
  'marac.action-agreed',
  'marac.action-updated',
  'marac.referral-made',
  'marac.case-transferred',
  'marac.case-listed',
  'case.access-blocked',
  'voice.safety-concern-raised',
  'programme.session-recorded',
  'voice.views-recorded',
  'voice.support-status-changed',
  'voice.support-status-changed',
  'programme.partner-support-linked',
  'consent.override-recorded',
  'family.proceedings-updated',
] as const
/** On both sides of 72 hours before the read, and of 28 days. */
const LATELY = [
  '2026-05-29T12:00:00.000Z',
  '2026-05-29T11:59:59.999Z',
  '2026-05-31T09:00:00.000Z',
  '2026-06-01T11:00:00.000Z',
  '2026-05-02T09:00:00.000Z',
  '2026-05-02T09:00:00.000Z',
  '2026-05-02T09:00:00.000Z',
] as const
/** What bears on evaluation alone: her words and support, and what she wants. */
const OF_EVALUATION = ['consent.recorded', 'voice.support-status-changed', 'programme.partner-support-linked'] as const
const [adult, otherAdult] = [PERSON.one, PERSON.other].map((person) => ({ person, role: 'adult' }))
const [child, otherChild] = [PERSON.child, PERSON.second].map((person) => ({ person, role: 'child' }))
const HARMED = [
  [],
  [],
  [adult],
  [adult],
  [adult],
  [otherAdult],
  [adult, otherAdult],
  [adult, child],
  [child],
  [otherAdult, otherChild],
  [child, otherChild],
  [adult, otherChild],
].map((people) => people.flatMap((person) => person ?? []))
/** Ages that fit a role, and that do not; and, rarely, whom somebody may be. */
function aged(chance: Chance, { person, role }: { readonly person: PersonId; readonly role: string }): IndexPart['harmed'][number] {
  const said = chance.oneIn(8) ? chance.pick(['adult', 'child']) : role
  const age = chance.oneIn(2) ? null : chance.oneIn(3) ? chance.pick(['adult', 'between', 'child']) : said
  return {
    person,
    role: said,
    age,
    candidates: chance.oneIn(12)
      ? chance.some(
          Object.values(PERSON).filter((other) => other !== PERSON.perpetrator),
          2,
        )
      : [],
  }
}
const GUARDED = ['VIC_VOICE', 'VIC_LOC', 'VIC_HEALTH', 'COURT', 'INTEL', 'TACTIC', 'THIRD', 'PERP_HEALTH', 'CHILD', 'IMMIG'] as const
const KINDS = ['marac', 'marac', 'action', 'bail', 'order', 'oocr', 'dvds', 'em', 'request', 'expectation'] as const
const BASES = ['observed', 'reported_by_harmed', 'reported_by_child', 'reported_by_third_party', 'found_by_court', 'intelligence'] as const
const TEXTS = [
  { from: '2026-01-10', precision: 'day' },
  { from: '2026-03-05', precision: 'day' },
  { from: '2026-03-05T08:00:00+00:00', precision: 'exact' },
  { from: '2026-03-01', precision: 'month' },
  { from: '2024-03-02', precision: 'day' },
  { from: '2016-04-01', precision: 'day' },
  { from: '2026-05-31', precision: 'day' },
  { from: '2026-06-01', precision: 'day' },
  { from: '2026-06-02T01:00:00+01:00', precision: 'exact' },
] as const

/** Most of May, some some days before the read or long before it. */
const PUBLISHED = [
  ...[1, 2, 3, 4].map(() => (day: number) => `2026-05-${String(day)}T09:00:00.000Z`),
  (day: number) => `2026-05-28T${String(day)}:00:00.000Z`,
  (day: number) => `2026-01-${String(day)}T09:00:00.000Z`,
]

/** Proceedings that an event quotes: of its own kind where it is one that opens or follows a meeting or an action. */
function proceedings(chance: Chance, type: string): IndexPart['proceedings'] {
  const quoted = (kind: string) => ({ kind, token: `${kind}-${String(chance.below(2))}` })
  if (type.startsWith('marac.action')) return [quoted('action'), ...(type === 'marac.action-agreed' ? [quoted('marac')] : [])]
  if (type.startsWith('marac.')) return [quoted('marac')]
  if (chance.oneIn(3)) return chance.many(1 + chance.below(2), () => quoted(chance.pick(KINDS)))
  return type === 'rights.request-updated' && chance.oneIn(2) ? [quoted('request')] : []
}

/** Which agency's MARAC an event of a MARAC is about: a listing of its own, a referral or transfer of the one that it names, if any. */
function maracNamed(chance: Chance, type: string, agency: string, quoted: IndexPart['proceedings']): Facts {
  const named =
    type === 'marac.case-listed'
      ? agency
      : ['marac.referral-made', 'marac.case-transferred'].includes(type) && chance.oneIn(2)
        ? chance.pick(['fixture-marac', ...AGENCIES])
        : undefined
  return named === undefined ? {} : { marac_of: [named], marac_id_of: [`${named} ${quoted[0]?.token ?? ''}`] }
}

function raises(chance: Chance, type: string): IndexPart['raised'] {
  const fields = typeOf(type)?.fields ?? []
  return chance.oneIn(3) && fields.length > 0
    ? [{ field: chance.pick(fields).name, class: chance.pick(chance.oneIn(2) ? classes : GUARDED) }]
    : []
}

/** What a new event may have to do with. */
export interface Around {
  /** What was said before. */
  readonly earlier: readonly IndexPart[]
  /** What the case will be read for. */
  readonly purpose: string
}

/** An event of an agency: any of the 73 types. */
export function randomEvent(chance: Chance, at: number, caseLog: CaseLogId, { earlier, purpose }: Around): IndexPart {
  const corrected = earlier.length > 0 && chance.oneIn(7) ? chance.pick(earlier) : undefined
  const consent = earlier.find(({ type }) => type === 'consent.recorded')
  const overrides = corrected === undefined && consent !== undefined && chance.oneIn(4)
  const drawn = isOneOf(purpose, 'EVA') && chance.oneIn(2) ? OF_EVALUATION : chance.oneIn(2) ? OF_EFFECT : allTypes
  const type = overrides ? 'consent.override-recorded' : (corrected?.type ?? chance.pick(drawn))
  const target = (): string => (chance.oneIn(8) ? 'not-known' : `event-${String(chance.below(9))}`)
  const statement = type.startsWith('record.')
  const facts = randomFacts(chance, type, { target, purpose })
  const agency =
    corrected !== undefined && !chance.oneIn(5)
      ? corrected.agency
      : chance.oneIn(2)
        ? agencyNamed('fixture-police')
        : agencyNamed(chance.pick(AGENCIES))
  const quoted = proceedings(chance, type)
  return {
    ...plainIndex(type, `event-${String(chance.oneIn(20) ? 0 : at)}`, caseLog),
    agency,
    occurred: { until: null, ...chance.pick(TEXTS) },
    published_at: chance.oneIn(type === 'case.access-blocked' ? 1 : 3) ? chance.pick(LATELY) : chance.pick(PUBLISHED)(10 + chance.below(9)),
    harmed: overrides ? consent.harmed : statement && !chance.oneIn(4) ? [] : chance.pick(HARMED).map((person) => aged(chance, person)),
    basis: chance.pick(BASES),
    perp_knows: chance.pick(['never', 'never', 'already_knows', 'cleared']),
    purposes_permitted: chance.oneIn(8) ? chance.some(Object.values(PURPOSE), 2) : null,
    embargo_until: chance.oneIn(10) ? chance.pick(['2026-05-30T00:00:00+01:00', NOW, '2026-06-02T00:00:00+01:00']) : null,
    corrects: corrected?.event_id ?? null,
    references: [...(facts.target_event ?? []), ...(chance.oneIn(5) ? [target()] : [])],
    proceedings: quoted,
    raised: raises(chance, type),
    facts: factsOf({ ...facts, ...maracNamed(chance, type, agency, quoted) }),
    ...(type === 'case.access-blocked' && !chance.oneIn(3)
      ? { barred: { agency: agencyNamed(chance.pick(AGENCIES)), whole: chance.oneIn(6) } }
      : {}),
  }
}
