import type { FieldError } from '../../schemas/codec/errors.ts'
import type { Answer } from './http.ts'
import type { Refused, Waiting } from './waiting.ts'

/** Some is durable there, some refused for good, some without an answer. */
export interface Settled {
  readonly kind: 'settled'
  readonly delivered: readonly Waiting[]
  /** The ids of the receipts to come, of those that are delivered and have one. */
  readonly receipts?: ReadonlyMap<Waiting, string>
  readonly refused: readonly Refused[]
  readonly unanswered: readonly Waiting[]
}

/** What an answer means for the batch that was sent. */
export type Verdict =
  | Settled
  /** Something in the batch is refused, but not said what: send fewer at once. */
  | { readonly kind: 'split' }
  /** Nothing to do with the events: try again later. */
  | { readonly kind: 'retry' }

type Fields = Readonly<Record<string, unknown>>

/** Statuses that speak of what was sent: unreadable, too large, invalid. */
const OF_THE_EVENTS = new Set([400, 413, 422])

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The errors of an answer or a result. Pointers into the batch become pointers into the event at `index`. */
const errorsOf = (body: unknown, index: number): readonly FieldError[] => {
  if (!isObject(body) || !Array.isArray(body.errors)) return []
  const own = `/${String(index)}`
  const ofEvent = (pointer: string): string => (pointer === own || pointer.startsWith(`${own}/`) ? pointer.slice(own.length) : pointer)
  return body.errors.filter(isObject).map((error) => ({
    pointer: ofEvent(text(error.pointer)),
    code: text(error.code),
    detail: text(error.detail),
    ...(typeof error.rule === 'string' ? { rule: error.rule } : {}),
  }))
}

const orUnnamed = (errors: readonly FieldError[], status: number): readonly FieldError[] =>
  errors.length > 0
    ? errors
    : [{ pointer: '', code: `http-${String(status)}`, detail: 'The service refused the event without saying why.' }]

const resultsOf = (answer: Answer): readonly Fields[] | undefined =>
  (answer.status === 202 || answer.status === 422) && isObject(answer.body) && Array.isArray(answer.body.results)
    ? answer.body.results.filter(isObject)
    : undefined

const identity = (source: unknown, id: unknown): string => JSON.stringify([source, id])

/** The result in the event's place when it names no event: the service does not say back an id or source that is not well formed. */
const unnamed = (batch: readonly Waiting[], results: readonly Fields[], index: number): Fields | undefined => {
  const result = results.length === batch.length ? results[index] : undefined
  return result?.status === 'rejected' && (result.id === null || result.source === null) ? result : undefined
}

function settle(batch: readonly Waiting[], results: readonly Fields[], status: number): Verdict {
  const byIdentity = new Map(results.map((result) => [identity(result.source, result.id), result]))
  const delivered: Waiting[] = []
  const receipts = new Map<Waiting, string>()
  const refused: Refused[] = []
  const unanswered: Waiting[] = []
  for (const [index, event] of batch.entries()) {
    const result = byIdentity.get(identity(event.source, event.id)) ?? unnamed(batch, results, index)
    if (result?.status === 'rejected') refused.push({ event, errors: orUnnamed(errorsOf(result, index), status) })
    // INVARIANT: an event leaves the outbox only when the service says of this very event that it has it: `received`, of an older service `accepted`. One that is held has a receipt, too.
    else if (status === 202 && (result?.status === 'received' || result?.status === 'accepted' || typeof result?.receipt === 'string')) {
      delivered.push(event)
      if (typeof result.receipt === 'string') receipts.set(event, result.receipt)
    } else unanswered.push(event)
  }
  return { kind: 'settled', delivered, receipts, refused, unanswered }
}

/** Reads an answer to a batch of at least one event. */
export function verdictOf(answer: Answer, batch: readonly Waiting[]): Verdict {
  const results = resultsOf(answer)
  if (results !== undefined) return settle(batch, results, answer.status)
  const isRefusal = answer.status >= 400 && answer.status < 500 && ![401, 408, 425, 429].includes(answer.status)
  const errors = isRefusal ? errorsOf(answer.body, 0) : []
  const [event] = batch
  const ofTheEvents = OF_THE_EVENTS.has(answer.status) || errors.length > 0
  if (batch.length > 1) return isRefusal && (ofTheEvents || answer.status === 403) ? { kind: 'split' } : { kind: 'retry' }
  if (event === undefined || !ofTheEvents) return { kind: 'retry' }
  return { kind: 'settled', delivered: [], refused: [{ event, errors: orUnnamed(errors, answer.status) }], unanswered: [] }
}
