import type { RouteKey } from '../../../gateway/api/routes.ts'

/** What somebody hears who asks an API route: the code of a refusal, `empty` for a list without an entry, `answered` for anything that is no refusal. */
export interface ForReaders {
  readonly for: 'reader'
  /** The role that the route is tried with, linked to the case. */
  readonly role: 'marac_coordinator' | 'marac_chair'
  readonly body?: object
  /** As a role that may not state the purpose. */
  readonly wrongRole: string
  /** Stating a purpose that is not of the role. */
  readonly wrongPurpose: string
  /** The same words for a case from which the reader is blocked, to which the reader has no link, and that there is not. */
  readonly noSight: string
  readonly linked: string
  /** Somebody without a link is answered as somebody with one. */
  readonly withoutLink?: true
}

export interface ForAgencies {
  readonly for: 'agency'
  readonly type?: string
  readonly body?: object | readonly object[]
  /** With another agency's credential. */
  readonly otherAgency: string
}

export interface ForAuditors {
  readonly for: 'auditor'
  readonly body?: object
  /** With a made-up id, where the address has one. */
  readonly unknown: string
}

/** Anybody may ask. */
export interface ForEverybody {
  readonly for: 'public'
}

/** Pages of people who are signed in: they lead to sign-in without a session. */
export interface ForVisitors {
  readonly for: 'session'
}

const WORDS = 'A neighbour hears screams and a child; officers need to know what he has done before.'
const WORKER = { worker: 'westmere-idva:westmere-idva-lv1', role: 'idva', purpose: 'victim_safety_planning', until: '2025-10-01' }
const reader = (change: Partial<ForReaders> = {}): ForReaders => ({
  for: 'reader',
  role: 'marac_coordinator',
  wrongRole: 'deny_role_purpose',
  wrongPurpose: 'deny_role_purpose',
  noSight: 'not-found',
  linked: 'answered',
  ...change,
})
const auditor = (unknown = 'answered', body?: object): ForAuditors => ({ for: 'auditor', unknown, ...(body === undefined ? {} : { body }) })
const open: ForEverybody = { for: 'public' }
const session: ForVisitors = { for: 'session' }

/** Every route, as D.1 has it: what depends on the request alone answers first; then block, no link and no such case are one. */
export const EXPECTED: Readonly<Record<RouteKey, ForReaders | ForAgencies | ForAuditors | ForEverybody | ForVisitors>> = {
  'POST /v1/events': { for: 'agency', type: 'application/cloudevents+json', otherAgency: 'foreign-source' },
  'POST /v1/events/batch': { for: 'agency', type: 'application/cloudevents-batch+json', otherAgency: 'foreign-source' },
  'POST /v1/events/stream': { for: 'agency', type: 'application/x-ndjson', otherAgency: 'foreign-source' },
  'POST /v1/events/check': { for: 'agency', type: 'application/cloudevents+json', otherAgency: 'foreign-source' },
  'POST /v1/events/check/batch': { for: 'agency', type: 'application/cloudevents-batch+json', otherAgency: 'foreign-source' },
  'POST /v1/events/check/stream': { for: 'agency', type: 'application/x-ndjson', otherAgency: 'foreign-source' },
  'GET /v1/receipts': { for: 'agency', otherAgency: 'empty' },
  'GET /v1/feed': { for: 'agency', otherAgency: 'answered' },
  'GET /v1/publications': { for: 'agency', otherAgency: 'empty' },
  'GET /v1/publications/:source/:id': { for: 'agency', otherAgency: 'not-found' },
  'POST /v1/receipts/:id/confirm': { for: 'agency', otherAgency: 'not-found' },
  'GET /v1/keys': { for: 'agency', otherAgency: 'empty' },
  'POST /v1/keys': { for: 'agency', otherAgency: 'invalid-request' },
  'POST /v1/keys/:kid/retire': { for: 'agency', otherAgency: 'not-found' },
  'GET /v1/cases': reader({ noSight: 'empty' }),
  'GET /v1/cases/:case': reader(),
  'GET /v1/cases/:case/timeline': reader(),
  'GET /v1/cases/:case/timeline/stream': reader(),
  'GET /v1/cases/:case/pattern': reader(),
  'GET /v1/cases/:case/readers': reader(),
  'GET /v1/cases/:case/timeline/:id/explanation': reader({ linked: 'not-found' }),
  'POST /v1/cases/lookup': reader({
    body: { scheme: 'PNC', value: '2011/0090212Y', birth_date: '1993-05-08', reason: WORDS },
    wrongRole: 'deny_break_glass',
    wrongPurpose: 'deny_break_glass',
    linked: 'not-found',
  }),
  'POST /v1/cases/:case/justifications': reader({ body: { words: WORDS } }),
  'POST /v1/cases/:case/approvals': reader({
    role: 'marac_chair',
    wrongRole: 'deny_approval',
    body: { asker: 'westmere-marac:westmere-coordinator', class: 'COURT', purpose: 'marac_risk_management', days: 7, reason: WORDS },
  }),
  // Emergency access supplies the link: a block, a conflict and no such case remain.
  'POST /v1/cases/:case/break-glass': reader({
    body: { reason: WORDS },
    wrongRole: 'deny_break_glass',
    wrongPurpose: 'deny_break_glass',
    withoutLink: true,
  }),
  'GET /v1/cases/:case/allocations': reader({ wrongRole: 'deny_allocation', wrongPurpose: 'deny_allocation', linked: 'empty' }),
  'POST /v1/cases/:case/allocations': reader({
    body: { ...WORKER, event: 'A'.repeat(22), reason: WORDS },
    wrongRole: 'deny_allocation',
    wrongPurpose: 'deny_allocation',
    linked: 'invalid-request',
  }),
  'POST /v1/cases/:case/allocations/:id/end': reader({
    body: { reason: WORDS },
    wrongRole: 'deny_allocation',
    wrongPurpose: 'deny_allocation',
    linked: 'not-found',
  }),
  // What asks for a case without its id is answered with the same words, whatever there is.
  'POST /v1/allocations': reader({
    body: {
      ...WORKER,
      worker: 'westmere-marac:westmere-chair',
      role: 'marac_chair',
      purpose: 'marac_risk_management',
      about: { kind: 'order', id: 'none' },
      reason: WORDS,
    },
    noSight: 'answered',
    withoutLink: true,
  }),
  'POST /v1/allocations/approvals': reader({
    body: { request: 'none', reason: WORDS },
    noSight: 'deny_allocation',
    linked: 'deny_allocation',
    withoutLink: true,
  }),
  'POST /v1/allocations/desk': reader({
    body: { about: { scheme: 'PNC', value: '2011/0090212Y', birth_date: '1993-05-08' }, number: 'CU/25/1' },
    wrongRole: 'deny_allocation',
    wrongPurpose: 'deny_allocation',
    noSight: 'deny_allocation',
    linked: 'deny_allocation',
    withoutLink: true,
  }),
  // What the row that opens emergency access opened.
  'GET /v1/break-glass': reader({ role: 'marac_chair', noSight: 'empty', withoutLink: true }),
  'POST /v1/break-glass/:id/review': reader({ role: 'marac_chair', body: { outcome: 'justified', note: WORDS }, linked: 'not-found' }),
  'GET /v1/break-glass/reviewed': reader({ role: 'marac_chair', noSight: 'empty', linked: 'empty' }),
  'POST /v1/break-glass/:id/allow': reader({ role: 'marac_chair', body: { reason: WORDS }, linked: 'not-found' }),
  'GET /v1/confirmations': reader({ noSight: 'empty', linked: 'empty' }),
  'POST /v1/confirmations/:id': reader({ body: { answer: 'confirmed', reason: WORDS }, linked: 'not-found' }),
  'GET /v1/recalls': reader({ noSight: 'empty', linked: 'empty' }),
  'GET /v1/harm-reviews': reader({ noSight: 'empty', linked: 'empty' }),
  'POST /v1/recalls/:id/answer': reader({ body: { acted: 'no' }, linked: 'not-found' }),
  'GET /v1/access-records': auditor(),
  'GET /v1/access-records/:id': auditor('not-found'),
  'POST /v1/audit/who-saw': auditor('empty', { reason: WORDS, person: { family_name: 'Marsh', given_name: 'Leanne' } }),
  'POST /v1/audit/seen-by': auditor('empty', { reason: WORDS, staff: 'westmere-police:nobody' }),
  'POST /v1/audit/why': auditor('not-found', { reason: WORDS, record: '00000000-0000-4000-8000-000000000001' }),
  'POST /v1/audit/withdrawn': auditor('empty', { reason: WORDS }),
  'POST /v1/audit/instruments': auditor('not-found', { reason: WORDS, case: 'AAAAAAAAAAAAAAAAAAAAAA' }),
  'POST /v1/audit/break-glass': auditor('answered', { reason: WORDS }),
  'POST /v1/replays': auditor('answered', { ids: ['00000000-0000-4000-8000-000000000000'] }),
  'GET /v1/replays/:id': auditor('not-found'),
  'GET /v1/audit/alerts': auditor(),
  'GET /v1/audit/alerts/:ref': auditor('not-found'),
  'POST /v1/audit/alerts/:ref/close': auditor('not-found', { outcome: 'in_order', reason: WORDS }),
  'GET /v1/log/checkpoint': open,
  'GET /v1/log/key': open,
  'GET /v1/log/tile/entries/*path': auditor('not-found'),
  'GET /v1/log/tile/:level/*path': open,
  'GET /v1/log/proofs/inclusion': auditor('invalid-request'),
  'GET /v1/log/proofs/consistency': auditor('invalid-request'),
  'GET /v1/event-types': open,
  'GET /v1/event-types/:type': open,
  'GET /v1/code-lists': open,
  'GET /v1/code-lists/:name': open,
  'GET /v1/catalogue': open,
  'GET /v1/classes': open,
  'GET /subjects': open,
  'GET /subjects/:subject/versions': open,
  'GET /subjects/:subject/versions/:version': open,
  'GET /subjects/:subject/versions/:version/schema': open,
  'POST /subjects/:subject': open,
  'GET /schemas/types': open,
  'GET /schemas/ids/:id': open,
  'GET /schemas/ids/:id/schema': open,
  'GET /schemas/ids/:id/subjects': open,
  'GET /schemas/ids/:id/versions': open,
  'GET /livez': open,
  'GET /readyz': open,
  'GET /openapi.json': open,
  'GET /asyncapi.json': open,
  'GET /': open,
  'GET /sign-in': open,
  'POST /sign-in': open,
  'GET /signed-in': open,
  'POST /sign-in/again': session,
  'POST /sign-out': session,
  'GET /signed-out': open,
  'POST /exit': open,
  'POST /stay': session,
  'GET /accessibility': open,
  'GET /privacy': open,
  'GET /help': open,
  'GET /contact': open,
  'GET /purpose': session,
  'POST /purpose': session,
  'GET /cases': session,
  'GET /cases/:case': session,
  'GET /cases/:case/timeline': session,
  'POST /cases/:case/timeline': session,
  'GET /cases/:case/pattern': session,
  'GET /cases/:case/risk': session,
  'GET /cases/:case/voice': session,
  'GET /cases/:case/sharing': session,
  'GET /cases/:case/readers': session,
  'GET /cases/:case/print': session,
  'GET /cases/:case/changes': session,
  'GET /cases/:case/events/:id': session,
  'POST /cases/:case/justification': session,
  'GET /cases/:case/break-glass': session,
  'POST /cases/:case/break-glass': session,
  'GET /break-glass': session,
  'POST /break-glass': session,
  'GET /reviews': session,
  'GET /reviews/closed': session,
  'POST /reviews/:id': session,
  'POST /reviews/:id/allow': session,
  'GET /cases/:case/allocations': session,
  'POST /cases/:case/allocations': session,
  'POST /cases/:case/allocations/:id/end': session,
  'GET /allocations': session,
  'POST /allocations': session,
  'POST /allocations/approvals': session,
  'GET /confirmations': session,
  'POST /confirmations/:id': session,
  'GET /recalls': session,
  'GET /harm-reviews': session,
  'POST /recalls/:id': session,
  'GET /audit': session,
  'GET /audit/who-saw': session,
  'POST /audit/who-saw': session,
  'GET /audit/seen-by': session,
  'POST /audit/seen-by': session,
  'POST /audit/why': session,
  'GET /audit/withdrawn': session,
  'POST /audit/withdrawn': session,
  'GET /audit/break-glass': session,
  'POST /audit/break-glass': session,
  'GET /audit/alerts': session,
  'GET /audit/alerts/:ref': session,
  'POST /audit/alerts/:ref/close': session,
  'GET /publications': session,
  'GET /publications/:source/:id': session,
  'POST /publications/:source/:id': session,
  'GET /catalogue': open,
  'GET /catalogue/fields': open,
  'GET /catalogue/classes': open,
  'GET /catalogue/code-lists/:name': open,
  'GET /catalogue/:type': open,
  'GET /policy': open,
  'GET /problems': open,
  'GET /problems/:code': open,
  'POST /oauth/token': open,
  'GET /oauth/jwks': open,
  'GET /.well-known/oauth-authorization-server/oauth': open,
  'POST /backchannel-logout': open,
  'GET /oidc/interaction/:uid': open,
  'POST /oidc/interaction/:uid': open,
  'GET /assets/:file': open,
}
