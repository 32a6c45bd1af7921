/** Who may use a route: anyone, an agency's system, a reader, an auditor, or a person signed in to the pages. */
export type Who = 'public' | 'agency' | 'reader' | 'auditor' | 'session'

export interface Route {
  readonly method: 'GET' | 'POST'
  /** Path as express matches it. */
  readonly path: string
  /** What it does: the action of its access records, where it has any. */
  readonly action: string
  readonly who: Who
  /** True when the reader must state a purpose. */
  readonly purpose: boolean
}

const route = (method: 'GET' | 'POST', path: string, action: string, who: Who, purpose = false): Route => ({ method, path, action, who, purpose })

/** Every way into the gateway. What is not here cannot be registered (see register.ts). */
export const ROUTES = [
  route('POST', '/v1/events', 'events-publish', 'agency'),
  route('POST', '/v1/events/check', 'events-check', 'agency'),
  route('GET', '/v1/receipts', 'receipts', 'agency'),
  route('GET', '/v1/feed', 'feed', 'agency'),
  route('GET', '/v1/publications', 'publication-list', 'agency'),
  route('GET', '/v1/publications/:source/:id', 'publication', 'agency'),
  route('POST', '/v1/receipts/:id/confirm', 'receipt-confirm', 'agency'),
  route('GET', '/v1/keys', 'keys', 'agency'),
  route('POST', '/v1/keys', 'key-add', 'agency'),
  route('POST', '/v1/keys/:kid/retire', 'key-retire', 'agency'),
  route('GET', '/v1/cases', 'case-list', 'reader', true),
  route('GET', '/v1/cases/:case', 'case', 'reader', true),
  route('GET', '/v1/cases/:case/timeline', 'timeline', 'reader', true),
  route('GET', '/v1/cases/:case/timeline/stream', 'timeline-stream', 'reader', true),
  route('GET', '/v1/cases/:case/timeline/:id/explanation', 'explanation', 'reader', true),
  route('POST', '/v1/cases/lookup', 'case-lookup', 'reader', true),
  route('POST', '/v1/cases/:case/justifications', 'justification', 'reader', true),
  route('POST', '/v1/cases/:case/approvals', 'approval', 'reader', true),
  route('GET', '/v1/cases/:case/allocations', 'allocation-list', 'reader', true),
  route('POST', '/v1/cases/:case/allocations', 'allocation', 'reader', true),
  route('POST', '/v1/cases/:case/allocations/:id/end', 'allocation-end', 'reader', true),
  route('POST', '/v1/allocations', 'allocation-request', 'reader', true),
  route('POST', '/v1/allocations/approvals', 'allocation-approval', 'reader', true),
  route('POST', '/v1/allocations/desk', 'allocation-desk', 'reader', true),
  route('POST', '/v1/cases/:case/break-glass', 'break-glass', 'reader', true),
  route('GET', '/v1/break-glass', 'break-glass-list', 'reader', true),
  route('GET', '/v1/break-glass/reviewed', 'break-glass-reviewed', 'reader', true),
  route('POST', '/v1/break-glass/:id/review', 'break-glass-review', 'reader', true),
  route('POST', '/v1/break-glass/:id/allow', 'break-glass-allow', 'reader', true),
  route('GET', '/v1/confirmations', 'confirmation-list', 'reader', true),
  route('POST', '/v1/confirmations/:id', 'confirmation', 'reader', true),
  route('GET', '/v1/recalls', 'recalls', 'reader', true),
  route('POST', '/v1/recalls/:id/answer', 'recall-answer', 'reader', true),
  route('GET', '/v1/access-records', 'audit-records', 'auditor'),
  route('GET', '/v1/access-records/:id', 'audit-record', 'auditor'),
  route('POST', '/v1/replays', 'audit-replay', 'auditor'),
  route('GET', '/v1/replays/:id', 'audit-replay-result', 'auditor'),
  route('GET', '/v1/event-types', 'event-types', 'public'),
  route('GET', '/v1/event-types/:type', 'event-type', 'public'),
  route('GET', '/v1/code-lists', 'code-lists', 'public'),
  route('GET', '/v1/code-lists/:name', 'code-list', 'public'),
  route('GET', '/v1/classes', 'classes', 'public'),
  route('GET', '/subjects', 'subjects', 'public'),
  route('GET', '/subjects/:subject/versions', 'subject-versions', 'public'),
  route('GET', '/subjects/:subject/versions/:version', 'subject-version', 'public'),
  route('GET', '/schemas/ids/:id', 'schema-by-id', 'public'),
  route('GET', '/livez', 'live', 'public'),
  route('GET', '/readyz', 'ready', 'public'),
  route('GET', '/openapi.json', 'openapi', 'public'),
  route('GET', '/asyncapi.json', 'asyncapi', 'public'),
  route('GET', '/', 'page-home', 'public'),
  route('GET', '/sign-in', 'page-sign-in', 'public'),
  route('POST', '/sign-in', 'page-sign-in-start', 'public'),
  route('GET', '/signed-in', 'page-sign-in-callback', 'public'),
  route('POST', '/sign-in/again', 'page-sign-in-again', 'session'),
  route('POST', '/sign-out', 'page-sign-out', 'session'),
  route('GET', '/signed-out', 'page-signed-out', 'public'),
  route('GET', '/purpose', 'page-purpose', 'session'),
  route('POST', '/purpose', 'page-purpose-choose', 'session'),
  route('GET', '/cases', 'case-list', 'session', true),
  route('GET', '/cases/:case', 'timeline', 'session', true),
  route('GET', '/cases/:case/events/:id', 'explanation', 'session', true),
  route('POST', '/cases/:case/justification', 'justification', 'session', true),
  route('GET', '/cases/:case/break-glass', 'page-break-glass', 'session', true),
  route('POST', '/cases/:case/break-glass', 'break-glass', 'session', true),
  route('GET', '/break-glass', 'page-break-glass', 'session', true),
  route('POST', '/break-glass', 'break-glass', 'session', true),
  route('GET', '/reviews', 'break-glass-list', 'session', true),
  route('GET', '/reviews/closed', 'break-glass-reviewed', 'session', true),
  route('POST', '/reviews/:id', 'break-glass-review', 'session', true),
  route('POST', '/reviews/:id/allow', 'break-glass-allow', 'session', true),
  route('GET', '/cases/:case/allocations', 'allocation-list', 'session', true),
  route('POST', '/cases/:case/allocations', 'allocation', 'session', true),
  route('POST', '/cases/:case/allocations/:id/end', 'allocation-end', 'session', true),
  route('GET', '/allocations', 'page-allocation-request', 'session', true),
  route('POST', '/allocations', 'allocation-request', 'session', true),
  route('POST', '/allocations/approvals', 'allocation-approval', 'session', true),
  route('GET', '/confirmations', 'confirmation-list', 'session', true),
  route('POST', '/confirmations/:id', 'confirmation', 'session', true),
  route('GET', '/recalls', 'recalls', 'session', true),
  route('POST', '/recalls/:id', 'recall-answer', 'session', true),
  route('GET', '/publications', 'publication-list', 'session'),
  route('GET', '/publications/:source/:id', 'page-publication', 'session'),
  route('POST', '/publications/:source/:id', 'publication-open', 'session'),
  route('GET', '/catalogue', 'page-catalogue', 'public'),
  route('GET', '/catalogue/classes', 'page-classes', 'public'),
  route('GET', '/catalogue/code-lists/:name', 'page-code-list', 'public'),
  route('GET', '/catalogue/:type', 'page-event-type', 'public'),
  route('GET', '/policy', 'page-policy', 'public'),
  route('POST', '/oauth/token', 'token', 'public'),
  route('GET', '/oauth/jwks', 'token-keys', 'public'),
  route('GET', '/.well-known/oauth-authorization-server/oauth', 'token-metadata', 'public'),
  route('POST', '/backchannel-logout', 'back-channel-logout', 'public'),
  route('GET', '/oidc/interaction/:uid', 'page-picker', 'public'),
  route('POST', '/oidc/interaction/:uid', 'page-picker-choose', 'public'),
  route('GET', '/assets/:file', 'page-asset', 'public'),
] as const satisfies readonly Route[]

export type RouteKey = `${(typeof ROUTES)[number]['method']} ${(typeof ROUTES)[number]['path']}`

export const routeKey = (entry: Pick<Route, 'method' | 'path'>): string => `${entry.method} ${entry.path}`
