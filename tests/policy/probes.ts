import { decide } from '../../policy/decide/decide.ts'
import type { Release } from '../../policy/release/load.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { blockOf, inputOf, linked, PERSON, requestOf, token, type EventSeed } from './case-builder.ts'
import { answerTo } from './outcome-of.ts'
import type { ReadCase } from './read-case.ts'
import { REVIEW_PROBES } from './review-probes.ts'
import type { Probe } from './probe.ts'

type Asked = readonly [role: string, purpose: string, type: string, ctx?: ReadCase['ctx']]

const readCase = ([role, purpose, type, ctx = {}]: Asked, fields: readonly string[] = []): ReadCase => ({
  id: 'probe',
  title: '',
  role,
  purpose,
  event_type: type,
  ctx,
  expect: '',
  expect_fields: Object.fromEntries(fields.map((field) => [field, 'A'])),
})

/** What the read comes to: an outcome, visible, visible_redacted, hidden or tombstone. */
const comes = (policy: string, title: string, asked: Asked, expected: string): Probe => ({
  policy,
  title,
  expected,
  look: (release) => answerTo(release, readCase(asked)).expect,
})

/** What the read does to a field. */
const field = (policy: string, title: string, asked: Asked, name: string, expected: string, permissive = false): Probe => ({
  policy,
  title,
  expected,
  permissive,
  look: (release) => answerTo(release, readCase(asked, [name])).fields[name],
})

const INCIDENT = 'behaviour.incident-recorded'
const SUPPORT = 'voice.support-status-changed'
const MRM = 'marac_risk_management'
const VSP = 'victim_safety_planning'
const CSG = 'child_safeguarding'
const PIN = 'perpetrator_intervention'
const GLASS = { reason: 'A neighbour hears screams and a child; officers need the address.', minutes: 10 }
const COORDINATOR = ['marac_coordinator', MRM] as const
const MANAGER = ['perp_case_manager', PIN] as const

/** Effects by event id of a read of a case. */
const effects = (
  release: Release,
  role: string,
  purpose: string,
  seeds: readonly EventSeed[],
  more: Parameters<typeof requestOf>[2] = {},
): unknown => {
  const input = inputOf(requestOf(role, purpose, more), seeds)
  const { outcome, events } = decide(release, input)
  return outcome === 'permit'
    ? events.map(({ sequence, effect }) => `${input.logs[0]?.events[sequence - 1]?.index.event_id ?? ''} ${effect}`)
    : outcome
}

const whole = (
  policy: string,
  title: string,
  expected: unknown,
  ...asked: readonly [role: string, purpose: string, seeds: readonly EventSeed[], more?: Parameters<typeof requestOf>[2]]
): Probe => ({ policy, title, expected, look: (release) => effects(release, ...asked) })

/** Which parts of an event a linked reader gets, of the classes looked at. */
const classes = (
  policy: string,
  title: string,
  role: string,
  purpose: string,
  seed: EventSeed,
  looked: (code: string) => boolean,
  expected: readonly string[],
): Probe => ({
  policy,
  title,
  expected,
  look: (release) =>
    decide(release, inputOf(requestOf(role, purpose), [seed, linked(token('reader'), 'allocated')])).events.flatMap(({ parts }) =>
      parts.filter((part) => looked(part.class)).map((part) => `${part.class} ${part.form}`),
    ),
})

const incident: EventSeed = { type: INCIDENT, event_id: 'incident' }
const listed = linked(token('reader'), 'listed')
const allocatedTo = (person: string): EventSeed => linked(token('reader'), 'allocated', { pairs: [PERSON.perpetrator, person] })
const aboutConference: EventSeed = {
  type: 'record.contested',
  event_id: 'dispute',
  harmed: [],
  references: ['conference'],
  facts: { target_event: 'conference' },
}

const REQUEST: readonly Probe[] = [
  comes('role-purpose.held', 'a coordinator reads for the meeting', [...COORDINATOR, INCIDENT], 'visible'),
  comes(
    'role-purpose.death-review-by-grant',
    'a named grant opens death review',
    ['auditor', 'death_review', INCIDENT, { grant: true }],
    'visible',
  ),
  comes('channel.live', 'a coordinator reads live', [...COORDINATOR, INCIDENT], 'visible'),
  comes(
    'channel.live-evaluation-by-grant',
    "a grant opens the evaluator's live channel",
    ['evaluator', 'evaluation_research', INCIDENT, { channel: 'timeline', grant: true }],
    'visible',
  ),
  comes(
    'channel.extract',
    'an evaluator reads an extract',
    ['evaluator', 'evaluation_research', INCIDENT, { channel: 'extract' }],
    'visible',
  ),
  comes(
    'channel.aggregate',
    'mapping reads a cell of ten',
    ['marac_coordinator', 'service_mapping', INCIDENT, { aggregate_cell: 10 }],
    'visible_redacted',
  ),
  comes(
    'channel.smallest-cell',
    'a cell of ten is large enough',
    ['marac_coordinator', 'service_mapping', INCIDENT, { aggregate_cell: 10 }],
    'visible_redacted',
  ),
  comes('block.none', 'who is not blocked goes on', [...COORDINATOR, INCIDENT], 'visible'),
  comes('conflict.none', 'who has no other role on the case goes on', [...COORDINATOR, INCIDENT], 'visible'),
  comes('link.listed', 'a listed agency has a link', [...COORDINATOR, INCIDENT], 'visible'),
  whole('link.allocated', 'an allocated worker has a link', ['incident shown'], 'perp_case_manager', PIN, [
    incident,
    allocatedTo(PERSON.one),
  ]),
  comes('link.task', 'an auditor with a task has a link', ['auditor', 'audit', INCIDENT], 'visible'),
  comes(
    'link.break-glass',
    'break-glass stands in for the link',
    ['social_worker', CSG, INCIDENT, { nexus: false, break_glass: GLASS }],
    'visible',
  ),
  comes('link.extract', 'an extract needs no link', ['evaluator', 'evaluation_research', INCIDENT, { channel: 'extract' }], 'visible'),
  comes('justification.given-or-not-needed', 'in a listed case the purpose is enough', [...COORDINATOR, INCIDENT], 'visible'),
]

const EVENT: readonly Probe[] = [
  comes('tombstone.gone', 'a retracted event is gone', [...COORDINATOR, INCIDENT, { retracted: true }], 'hidden'),
  comes('tombstone.audit', 'a retracted event is a tombstone for audit', ['auditor', 'audit', INCIDENT, { retracted: true }], 'tombstone'),
  whole('tombstone.statement-hidden-with-target', 'a dispute of a hidden event is hidden', [], 'family_court_adviser', 'family_court', [
    { type: 'marac.case-heard', event_id: 'conference' },
    aboutConference,
    linked(token('reader'), 'allocated'),
  ]),
  whole(
    'tombstone.statement-reduced-with-target',
    'a dispute of a reduced event is reduced',
    ['conference reduced', 'dispute reduced'],
    ...COORDINATOR,
    [{ type: 'family.proceedings-updated', event_id: 'conference' }, aboutConference, listed],
  ),
  comes('event-purpose.of-type', 'a type is read for its purposes', [...COORDINATOR, INCIDENT], 'visible'),
  comes(
    'event-purpose.narrowed',
    'the publisher narrows the purposes',
    [...COORDINATOR, INCIDENT, { purposes_permitted: [VSP] }],
    'hidden',
  ),
  comes(
    'event-purpose.left-out-of-pack',
    'his pack leaves meetings out',
    ['dpo', 'subject_access', 'marac.case-listed', { sar_requester: 'subject' }],
    'hidden',
  ),
  comes(
    'event-purpose.evaluation-with-refusal',
    'her refusal keeps her support out of an extract',
    ['evaluator', 'evaluation_research', SUPPORT, { channel: 'extract', wishes: 'refused', override: ['VIC_SUPPORT'] }],
    'hidden',
  ),
  comes('role-types.limited', 'a facilitator sees no bail decision', ['programme_facilitator', PIN, 'bail.decided'], 'hidden'),
  comes('role-types.never', 'a court adviser never sees a meeting', ['family_court_adviser', CSG, 'marac.case-heard'], 'hidden'),
  comes('embargo.until-its-time', 'an embargo hides', ['agency_rep', MRM, INCIDENT, { embargo: true }], 'hidden'),
  comes('key-class.withheld', 'a withheld key class hides the event', [...COORDINATOR, SUPPORT, { wishes: 'refused' }], 'hidden'),
  comes('key-class.whole', 'an event is shown whole', [...COORDINATOR, INCIDENT], 'visible'),
  comes('key-class.reduced', 'a reduced key class reduces the event', [...COORDINATOR, 'family.proceedings-updated'], 'visible_redacted'),
  comes(
    'key-class.safety-concern',
    'a safety concern is reduced for a case manager',
    [...MANAGER, 'voice.safety-concern-raised'],
    'visible_redacted',
  ),
  comes(
    'key-class.cell',
    'a cell is answered reduced',
    ['evaluator', 'evaluation_research', INCIDENT, { aggregate_cell: 12 }],
    'visible_redacted',
  ),
  whole('block.kept', 'a representative at the meeting hears of no block of a colleague elsewhere', ['incident shown'], 'agency_rep', MRM, [
    incident,
    { ...blockOf(token('somebody')), agency: agencyNamed('fixture-police') },
    listed,
  ]),
  whole('pair.unknown', 'an event of an unknown meeting is hidden from an advocate', [], 'idva', VSP, [
    { type: 'marac.research-returned', event_id: 'research', harmed: [], proceedings: [{ kind: 'marac', token: 'not-seen' }] },
    allocatedTo(PERSON.one),
  ]),
  comes('pair.other-hidden', "another pair's meeting is hidden", ['idva', VSP, 'marac.case-heard', { pair: 'other' }], 'hidden'),
  comes('pair.other-reduced', "another pair's incident is reduced", ['idva', VSP, INCIDENT, { pair: 'other' }], 'visible_redacted'),
]

const CLASS: readonly Probe[] = [
  field('matrix.allow', 'behaviour is shown to the meeting', [...COORDINATOR, INCIDENT], 'description', 'A'),
  field(
    'matrix.allow-approved',
    "the chair's approval opens court material",
    [...COORDINATOR, 'family.proceedings-updated', { user: 'u1', approval: { by: 'u2', by_role: 'marac_chair', classes: ['COURT'] } }],
    'findings_about_subject',
    'A',
  ),
  field('matrix.reduce', 'a location is reduced for a meeting', [...COORDINATOR, INCIDENT], 'place_address', 'R'),
  field(
    'matrix.reduce-approved',
    'approved words are reduced in a cell',
    [
      'family_court_adviser',
      'family_court',
      'voice.views-recorded',
      { aggregate_cell: 12, user: 'u1', approval: { by: 'u2', by_role: 'dpo', classes: ['VIC_VOICE'] } },
    ],
    'words',
    'R',
  ),
  field(
    'matrix.weigh',
    'his account is for the data protection officer to weigh',
    ['dpo', 'subject_access', INCIDENT, { sar_requester: 'subject' }],
    'description',
    'P',
  ),
  field(
    'cap.reduce',
    'a facilitator gets a sentence reduced',
    ['programme_facilitator', PIN, 'justice.court-outcome-recorded'],
    'sentence_summary',
    'R',
  ),
  field(
    'cap.withhold',
    'an agency representative gets no intelligence, approved or not',
    ['agency_rep', MRM, 'behaviour.pattern-observed', { user: 'u1', approval: { by: 'u2', by_role: 'marac_chair', classes: ['INTEL'] } }],
    'intel_note',
    'W',
  ),
  field('break-glass.lift', 'break-glass lifts an address', ['social_worker', CSG, INCIDENT, { break_glass: GLASS }], 'place_address', 'A'),
  field(
    'wishes.words-and-support',
    'refused: her words are withheld',
    [...COORDINATOR, INCIDENT, { wishes: 'refused' }],
    'harmed_words',
    'W',
  ),
  field(
    'wishes.identity-and-health',
    'refused: who she is is reduced',
    [...COORDINATOR, 'order.made', { wishes: 'withdrawn' }],
    'protects',
    'R',
  ),
  field(
    'wishes.left-out',
    'the class that she leaves out is withheld',
    [...COORDINATOR, 'marac.referral-made', { wishes: ['VIC_LOC'] }],
    'safe_contact',
    'W',
  ),
  comes(
    'objection.stops',
    'an objection stops offender management',
    ['probation_practitioner', 'offender_management', INCIDENT, { objection: true }],
    'hidden',
  ),
  whole(
    'objection.pending-stops-research',
    'an objection that waits stops research',
    [],
    'evaluator',
    'evaluation_research',
    [incident, { type: 'rights.request-updated', harmed: [], facts: { kind: 'objection', requester_kind: 'subject', status: 'received' } }],
    { channel: 'extract' },
  ),
  field(
    'attendance.only',
    'of a session the police see attendance only',
    ['police_oocr_officer', 'oocr_decision', 'programme.session-recorded', { concern_raised: false }],
    'disclosure_note',
    'W',
  ),
  field('floor.location', 'no table gives a case manager a location', [...MANAGER, INCIDENT], 'place_address', 'W', true),
  field(
    'floor.zone-shape',
    "no table gives probation more than a zone's shape",
    ['probation_practitioner', 'offender_management', 'order.made'],
    'zone',
    'R',
    true,
  ),
  field('floor.source', 'no table gives a case manager a source', [...MANAGER, INCIDENT], 'reporter_identity', 'W', true),
  field('floor.source-kind', "no table gives anyone more than a source's kind", [...COORDINATOR, INCIDENT], 'reporter_identity', 'R', true),
  field('floor.words', 'no table gives a case manager her words', [...MANAGER, INCIDENT], 'harmed_words', 'R', true),
  {
    ...classes(
      'floor.immigration',
      'no table gives enforcement an immigration need',
      'probation_practitioner',
      'offender_management',
      { type: INCIDENT, raised: [{ field: 'description', class: 'IMMIG' }] },
      (code) => code === 'IMMIG',
      [],
    ),
    permissive: true,
  },
  field('reduced-event.at-most-reduced', "another pair's tactics are groups", ['idva', VSP, INCIDENT, { pair: 'other' }], 'tactics', 'R'),
  classes(
    'reduced-event.urgency-only',
    'of a do-not-contact concern only its urgency is released',
    ...MANAGER,
    { type: 'voice.safety-concern-raised', facts: { do_not_contact_subject_about_this: 'true' } },
    () => true,
    ['RISK reduced'],
  ),
  field('other-pair.withheld', "another pair's words are withheld", ['idva', VSP, INCIDENT, { pair: 'other' }], 'harmed_words', 'W'),
  {
    policy: 'block.reason',
    title: 'a coordinator hears of a block, and not why',
    expected: [],
    look: (release) =>
      decide(release, inputOf(requestOf('marac_coordinator', MRM), [blockOf(token('somebody')), listed])).events.flatMap(({ parts }) =>
        parts.filter((part) => part.class === 'STAFF'),
      ),
  },
  field(
    'facilitator.pattern-not-account',
    'a facilitator gets no account that she gave',
    ['programme_facilitator', PIN, INCIDENT, { basis: 'reported_by_harmed' }],
    'description',
    'R',
  ),
]

/** One probe per policy at least; a new policy needs one. */
export const probes: readonly Probe[] = [...REQUEST, ...EVENT, ...CLASS, ...REVIEW_PROBES]
