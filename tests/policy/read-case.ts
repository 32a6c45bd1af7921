import { readFileSync } from 'node:fs'
import { partsOf } from '../../core/parts/classes.ts'
import { BREAK_GLASS_OPENED, APPROVAL_GIVEN } from '../../core/case/step-up.ts'
import type { DecisionInput, ReadRequest } from '../../policy/facts/input.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import {
  adult,
  blockOf,
  CASE_LOG,
  catalogue,
  inputOf,
  linked,
  linkedApprover,
  NOW,
  PERSON,
  requestOf,
  systemEvent,
  token,
  type EventSeed,
} from './case-builder.ts'

/** A line of read-cases.jsonl: domain model D.9. */
export interface ReadCase {
  readonly id: string
  readonly title: string
  readonly role: string
  readonly purpose: string
  readonly event_type: string
  readonly ctx: ReadCaseContext
  readonly expect: string
  readonly expect_fields: Readonly<Record<string, 'A' | 'P' | 'R' | 'W'>>
}

interface ReadCaseContext {
  readonly blocked?: boolean
  readonly nexus?: boolean
  readonly other_roles_on_case?: readonly string[]
  readonly channel?: string
  readonly break_glass?: { readonly reason: string; readonly minutes: number }
  readonly needs_justification?: boolean
  readonly justification?: string
  readonly retracted?: boolean
  readonly erased?: boolean
  readonly purposes_permitted?: readonly string[]
  readonly embargo?: boolean
  readonly own_agency?: boolean
  readonly pair?: string
  readonly wishes?: string | readonly string[]
  readonly override?: readonly string[]
  readonly override_expired?: boolean
  readonly objection?: boolean
  readonly user?: string
  readonly approval?: { readonly by: string; readonly by_role: string; readonly classes: readonly string[] }
  readonly basis?: string
  readonly perp_knows?: string
  readonly do_not_contact?: boolean
  readonly concern_raised?: boolean
  readonly sar_requester?: string
  readonly grant?: boolean | string
  readonly aggregate_cell?: number
}

const KNOWN = [
  'blocked',
  'nexus',
  'other_roles_on_case',
  'channel',
  'break_glass',
  'needs_justification',
  'justification',
  'retracted',
  'erased',
  'purposes_permitted',
  'embargo',
  'own_agency',
  'pair',
  'wishes',
  'override',
  'override_expired',
  'objection',
  'user',
  'approval',
  'basis',
  'perp_knows',
  'do_not_contact',
  'concern_raised',
  'sar_requester',
  'grant',
  'aggregate_cell',
]

export const readCases = (file: string): readonly ReadCase[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as ReadCase)

/** The event that a case asks about. */
export const ASKED = 'asked'
const MARAC = [{ kind: 'marac', token: 'fixture-marac-1' }]
const MINUTE = 60_000
const TASKS = ['audit', 'subject_access', 'death_review']

function askedEvent({ event_type: type, ctx }: ReadCase): EventSeed {
  const facts = {
    ...(ctx.do_not_contact === undefined ? {} : { do_not_contact_subject_about_this: String(ctx.do_not_contact) }),
    ...(ctx.concern_raised === undefined ? {} : { concern_raised: String(ctx.concern_raised) }),
  }
  return {
    type,
    event_id: ASKED,
    facts,
    ...(type === 'marac.research-returned' ? { harmed: [], proceedings: MARAC } : {}),
    ...(ctx.basis === undefined ? {} : { basis: ctx.basis }),
    ...(ctx.perp_knows === undefined ? {} : { perp_knows: ctx.perp_knows }),
    ...(ctx.purposes_permitted === undefined ? {} : { purposes_permitted: ctx.purposes_permitted }),
    ...(ctx.embargo === true ? { embargo_until: '2026-06-02T00:00:00+01:00' } : {}),
  }
}

/** The link that a case takes for granted. A pair limits safety planning only (D.10). */
function linkOf({ purpose, ctx }: ReadCase, staff: string): readonly EventSeed[] {
  if (ctx.nexus === false || purpose === 'evaluation_research') return []
  const scoped = purpose === 'victim_safety_planning' && ctx.pair !== undefined
  const pairs = scoped ? [PERSON.perpetrator, ctx.pair === 'other' ? PERSON.other : PERSON.one] : [PERSON.perpetrator]
  const link = TASKS.includes(purpose) ? 'audit' : scoped || ctx.needs_justification === true ? 'allocated' : 'listed'
  return [linked(token(staff), link, { pairs })]
}

function wishEvents({ purpose, ctx }: ReadCase): readonly EventSeed[] {
  const consent = (status: string, excluded: readonly string[]): EventSeed => ({
    type: 'consent.recorded',
    facts: { person_role: 'harmed_adult', status, purposes: [purpose], classes_excluded: excluded },
  })
  const wishes =
    ctx.wishes === undefined ? [] : typeof ctx.wishes === 'string' ? [consent(ctx.wishes, [])] : [consent('agreed_in_part', ctx.wishes)]
  const expires = ctx.override_expired === true ? '2026-05-31' : '2026-12-01'
  return [
    ...wishes,
    ...(ctx.override === undefined
      ? []
      : [{ type: 'consent.override-recorded', facts: { purposes: [purpose], classes: ctx.override, expires_on: expires } }]),
  ]
}

function systemEvents({ ctx, role }: ReadCase, staff: string): readonly EventSeed[] {
  const { break_glass: glass, approval } = ctx
  const opened = glass === undefined ? '' : new Date(Date.parse(NOW) - glass.minutes * MINUTE).toISOString()
  return [
    ...(glass === undefined
      ? []
      : [systemEvent(BREAK_GLASS_OPENED, { staff: token(staff), role, opened_at: opened, reason_length: String(glass.reason.length) })]),
    ...(approval?.classes ?? []).map((code) =>
      systemEvent(APPROVAL_GIVEN, {
        class: code,
        role: approval?.by_role ?? '',
        giver: token(approval?.by ?? ''),
        asker: token(staff),
        at: '2026-05-01T09:00:00Z',
      }),
    ),
    ...(ctx.other_roles_on_case ?? []).map((held) => linked(token(staff), 'allocated', { role: held, until: '2026-02-01' })),
    ...(ctx.blocked === true ? [blockOf(token(staff))] : []),
    ...(approval === undefined ? [] : [linkedApprover(token(approval.by), approval.by_role)]),
    ...(ctx.retracted === true ? [{ type: 'record.retracted', facts: { target_event: ASKED }, references: [ASKED], harmed: [] }] : []),
    ...(ctx.erased === true
      ? [
          {
            type: 'record.erased',
            agency: agencyNamed('fixture-operator'),
            facts: { target_event: ASKED },
            references: [ASKED],
            harmed: [],
          },
        ]
      : []),
    ...(ctx.objection === true
      ? [{ type: 'rights.request-updated', harmed: [], facts: { kind: 'objection', requester_kind: 'subject', status: 'granted' } }]
      : []),
  ]
}

function requestFor({ role, purpose, ctx }: ReadCase, staff: string): ReadRequest {
  const channel =
    ctx.aggregate_cell !== undefined ? 'aggregate' : ctx.channel === 'extract' || purpose === 'subject_access' ? 'extract' : 'live'
  return requestOf(role, purpose, {
    staff,
    channel,
    agency: ctx.own_agency === true ? agencyNamed('fixture-police') : agencyNamed('fixture-idva'),
    justified: (ctx.justification ?? '').length >= 40,
    granted: ctx.grant !== undefined && ctx.grant !== false,
    ...(ctx.aggregate_cell === undefined ? {} : { cell: ctx.aggregate_cell }),
    ...(ctx.sar_requester === undefined ? {} : { requester: ctx.sar_requester }),
    ...(ctx.nexus === false ? { extractOf: [] } : {}),
  })
}

/** The request and events that a read case describes. */
export function inputFor(readCase: ReadCase): DecisionInput {
  const unknown = Object.keys(readCase.ctx).filter((key) => !KNOWN.includes(key))
  if (unknown.length > 0) throw new Error(`${readCase.id}: unknown context ${unknown.join(', ')}`)
  const staff = readCase.ctx.user ?? 'reader'
  return inputOf(requestFor(readCase, staff), [
    {
      type: 'marac.referral-made',
      event_id: 'referral',
      proceedings: MARAC,
      harmed: [adult(PERSON.one)],
      facts: { consent_status: 'agreed' },
    },
    askedEvent(readCase),
    ...linkOf(readCase, staff),
    ...wishEvents(readCase),
    ...systemEvents(readCase, staff),
  ])
}

/** Sequence of the event asked about. */
export const ASKED_SEQUENCE = 2
export { CASE_LOG }

/** The part that a field of the asked event's type is in. */
export function partOfField(type: string, field: string, input: DecisionInput): { readonly owner: string; readonly class: string } {
  const schema = catalogue.types.get(type)
  const sensitivity = schema?.details.find(({ name }) => name === field)?.class
  const index = input.logs[0]?.events[ASKED_SEQUENCE - 1]?.index
  if (schema === undefined || sensitivity === undefined || index === undefined) throw new Error(`${type} has no field ${field}`)
  const part = partsOf(schema, index).find(
    (candidate) => (candidate.class === sensitivity && candidate.owner !== PERSON.perpetrator) || candidate.class === sensitivity,
  )
  if (part === undefined) throw new Error(`${type} has no part for ${field}`)
  return part
}
