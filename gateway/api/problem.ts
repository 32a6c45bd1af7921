import type { FieldError } from '../../schemas/codec/errors.ts'

/** What a refusal says in general: one row per code. No text holds a submitted value (R.9). */
interface ProblemWords {
  readonly status: number
  readonly title: string
  readonly detail: string
}

export const PROBLEMS = {
  'not-parseable': { status: 400, title: 'The body cannot be read', detail: 'See errors for what is wrong and what would be right.' },
  'invalid-request': { status: 400, title: 'The request is not as it must be', detail: 'See errors for each part that is wrong.' },
  unauthenticated: { status: 401, title: 'A valid token is needed', detail: 'Send a current bearer token in the Authorization header.' },
  'sign-in-again': {
    status: 401,
    title: 'A recent sign-in is needed',
    detail: 'Send a token of somebody who has signed in within the last five minutes (auth_time).',
  },
  forbidden: { status: 403, title: 'Not allowed', detail: 'This credential may not use this address.' },
  'foreign-source': {
    status: 403,
    title: "Another agency's source",
    detail: 'source must name the agency that the credential belongs to. Nothing of this request was kept.',
  },
  deny_role_purpose: {
    status: 403,
    title: 'Not for this role and purpose',
    detail: 'Your role may not read for the purpose stated. State one of the purposes of your role.',
  },
  deny_channel: {
    status: 403,
    title: 'Not through this channel',
    detail: 'Your role does not read live timelines. Ask for an approved extract.',
  },
  deny_justification: {
    status: 403,
    title: 'A justification is needed',
    detail: 'This purpose asks for a justification of 40 characters or more.',
  },
  deny_break_glass: {
    status: 403,
    title: 'Not for this role and purpose',
    detail: 'Your role may not open emergency access for the purpose stated.',
  },
  'second-person': {
    status: 403,
    title: 'A second person is needed',
    detail:
      'You have opened emergency access to this case within the last 24 hours. Somebody of another agency who reviews it has to allow it once more: ring the MARAC chair or the data protection officer.',
  },
  deny_approval: {
    status: 403,
    title: 'Not yours to approve',
    detail: 'Your role may not approve this class, or you asked for it yourself. Another person has to.',
  },
  deny_allocation: {
    status: 403,
    title: 'Not yours to allocate',
    detail:
      'Only the chair and coordinator of the agency that lists the case, or the lead whom an agency has named, allocate people to it; nobody allocates themselves.',
  },
  'not-oversight': {
    status: 403,
    title: 'Not for this agency',
    detail:
      'Who read what of all agencies is for the bus operator and for agencies that the control log names for oversight. Ask an auditor of theirs.',
  },
  'own-reads': {
    status: 403,
    title: 'Your own reads',
    detail: 'Nobody audits what they read themselves. Ask another auditor or data protection officer to look.',
  },
  suppressed: { status: 403, title: 'Too few to show', detail: 'Numbers below ten are not shown.' },
  'not-found': { status: 404, title: 'Not found', detail: 'There is nothing at this address that you may see.' },
  'unknown-cursor': {
    status: 404,
    title: 'No such page',
    detail: 'Use the cursor that the last page gave, with the same filters, or begin without one.',
  },
  'cursor-gone': {
    status: 410,
    title: 'What comes next is not kept any more',
    detail:
      'Begin again without a cursor: that gives the oldest that is kept, and some of it may have come before. What was accepted of your events is at /v1/publications.',
  },
  'method-not-allowed': { status: 405, title: 'Method not allowed', detail: 'See /openapi.json for the methods of this address.' },
  'too-many-keys': {
    status: 409,
    title: 'Too many keys',
    detail: 'An agency has four keys at most. Retire one that is not used any more.',
  },
  'last-key': {
    status: 409,
    title: 'The last key',
    detail: 'Add another key first, and sign in with it: without a key the agency is shut out.',
  },
  'too-slow': { status: 408, title: 'Too slow', detail: 'The request did not come in time. Send it again, on a new connection.' },
  'not-held': { status: 409, title: 'Nothing to confirm', detail: 'Only an event that is held can be confirmed.' },
  'too-large': {
    status: 413,
    title: 'Too large',
    detail:
      'Send less at a time: an event may have 256 kB, a batch 2 MB and 1,000 events, a stream (application/x-ndjson) 10,000 lines of 256 kB.',
  },
  'wrong-content-type': {
    status: 415,
    title: 'Wrong content',
    detail: 'See /openapi.json for the content types of this address. Bodies are not compressed.',
  },
  'invalid-event': {
    status: 422,
    title: 'The event is not as it must be',
    detail: 'See errors for each field that is wrong and what would be right.',
  },
  'no-event-accepted': { status: 422, title: 'No event of the batch is as it must be', detail: 'See results for each event.' },
  'too-many-requests': { status: 429, title: 'Too many requests', detail: 'Wait as long as Retry-After says, then send again.' },
  'too-many-today': {
    status: 429,
    title: 'Too often today',
    detail: 'Looking somebody up, and emergency access, are for few times in 24 hours. Retry-After says, in seconds, when you may again.',
  },
  'too-many-events': {
    status: 429,
    title: 'Too many events',
    detail:
      'Events are counted beside requests. Nothing of what has no result here was kept: wait as long as Retry-After says, then send it again.',
  },
  'header-too-large': { status: 431, title: 'Headers too large', detail: 'Send smaller headers.' },
  failed: {
    status: 500,
    title: 'The request failed',
    detail: 'It was our fault. Send it again; if it goes on, tell who runs this service.',
  },
  unavailable: {
    status: 503,
    title: 'Not possible just now',
    detail: 'Nothing was kept that was not acknowledged. Wait as long as Retry-After says, then send again.',
  },
  'not-recorded': { status: 503, title: 'Not shown', detail: "We couldn't record this read so we didn't show it. Try again." },
} as const satisfies Readonly<Record<string, ProblemWords>>

export type ProblemCode = keyof typeof PROBLEMS

/** What became of one event of a request. */
export interface EventResult {
  readonly id: string | null
  readonly source: string | null
  /** `received`: it is durable, and its receipt will say what became of it. `accepted`: of a check alone, that nothing is wrong with it by itself. */
  readonly status: 'received' | 'accepted' | 'rejected'
  readonly receipt?: string
  /** Of an event that takes effect for readers, such as a withdrawal: whether it is in force on every gateway; `not_told` to who has no link to its case. */
  readonly in_force?: boolean | 'not_told'
  /** What that means, and whom to ring. */
  readonly in_force_detail?: string
  readonly errors?: readonly FieldError[]
  /** Fields that look like an address or a telephone number: the event waits for its sender's confirmation. */
  readonly held?: readonly FieldError[]
  /** What it is warned of; nothing waits for it. */
  readonly warnings?: readonly FieldError[]
}

export interface ProblemExtras {
  readonly errors?: readonly FieldError[]
  readonly results?: readonly EventResult[]
  /** What is the case here, in place of what is said of the code in general. Never a submitted value. */
  readonly detail?: string
  /** Media types that the address takes, of the 415 problem. */
  readonly accepts?: readonly string[]
  /** Seconds after which it is worth another try. */
  readonly retryAfter?: number
  /** True where the gateway that was asked goes, and another one is about to serve: the same request gets its answer from that. */
  readonly isReplaced?: boolean
  readonly cause?: unknown
}

/** A refusal on its way to the answer. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly extras: ProblemExtras
  constructor(code: ProblemCode, extras: ProblemExtras = {}) {
    super(PROBLEMS[code].title, extras.cause === undefined ? undefined : { cause: extras.cause })
    this.name = 'Problem'
    this.code = code
    this.extras = extras
  }
}

/** An RFC 9457 body. `code` repeats the last segment of `type`. */
export interface ProblemBody extends ProblemWords {
  readonly type: string
  readonly code: ProblemCode
  readonly accepts?: readonly string[]
  readonly errors?: readonly FieldError[]
  readonly results?: readonly EventResult[]
}

export function problemBody(problem: Problem): ProblemBody {
  const { errors, results, detail, accepts } = problem.extras
  return {
    type: `/problems/${problem.code}`,
    ...PROBLEMS[problem.code],
    ...(detail === undefined ? {} : { detail }),
    code: problem.code,
    ...(accepts === undefined ? {} : { accepts }),
    ...(errors === undefined ? {} : { errors }),
    ...(results === undefined ? {} : { results }),
  }
}
