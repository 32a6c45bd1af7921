import { AsyncLocalStorage } from 'node:async_hooks'
import type { Agent } from 'node:http'
import { SchemaRegistry as ConfluentClient } from '@kafkajs/confluent-schema-registry'
import { RegistryError } from '../errors.ts'
import { addressOf } from './address.ts'
import { DEFAULT_TIMEOUT_MS, send, type HttpOptions } from './http.ts'

export interface ConfluentOptions extends HttpOptions {
  /** For TLS settings and connection pools. */
  readonly agent?: Agent
}

/** What the registry answered: its HTTP status and, when that is a success, the JSON body as it stands. */
export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** The client, and what the registry really said to it: the client keeps neither a schema's own attributes nor its version. */
export interface Confluent {
  /** Runs one call of the client; the last answer: a success, 404, 409 or 422. Rejects with RegistryError `unavailable` for anything else. */
  ask(call: (client: ConfluentClient) => Promise<unknown>): Promise<Answer>
  /** The answer to a GET, a success or 404, made without the client, which builds every schema that it gets. Rejects likewise. */
  get(path: string): Promise<Answer>
}

type Settings = ConstructorParameters<typeof ConfluentClient>[0]
type Middleware = NonNullable<Settings['middlewares']>[number]

interface Slot { answer: Answer | undefined }

const NOT_FOUND = 404
/** Confluent's error code of a 404 that a registry itself answers. */
const NO_SUCH_SCHEMA = 40403
const REFUSALS: readonly number[] = [NOT_FOUND, 409, 422]

const bodyOf = (data: unknown): Answer['body'] => {
  const body: unknown = typeof data === 'string' ? JSON.parse(data) : data
  return typeof body === 'object' && body !== null ? body as Answer['body'] : {}
}
const statusOf = (failure: unknown): number | undefined => {
  const status = (failure as { readonly status?: unknown } | undefined)?.status
  return typeof status === 'number' ? status : undefined
}

/** A client for look-ups and releases, which makes no request of its own and tries each once. */
export function createConfluent(options: ConfluentOptions): Confluent {
  const { url, agent, timeout = DEFAULT_TIMEOUT_MS } = options
  const slots = new AsyncLocalStorage<Slot>()
  const observe: Middleware = () => ({
    prepareRequest: async (next) => (await next()).enhance({ timeout }),
    response: async (next) => {
      const slot = slots.getStore() ?? { answer: undefined }
      try {
        const response = await next()
        slot.answer = { status: response.status(), body: bodyOf(response.data<unknown>()) }
        return response
      } catch (failure) {
        // The client gives a connection that breaks the status 400.
        const status = statusOf(failure)
        slot.answer = status !== undefined && REFUSALS.includes(status) ? { status, body: {} } : undefined
        throw failure
      }
    },
  })
  const client = new ConfluentClient({
    ...addressOf(url), clientId: 'throughline', retry: { retries: 0 }, middlewares: [observe], ...(agent ? { agent } : {}),
  })
  /**
   * INVARIANT: "there is none" counts only from a registry. At a wrong address, or behind a proxy that is broken, nothing is there either, and no
   * agency's event is refused for that.
   */
  const isRegistry = async (): Promise<boolean> => {
    const { status, body } = await send(options, '/subjects')
    return status === 200 && Array.isArray(body)
  }
  return {
    async get(path) {
      const { status, body } = await send(options, path)
      if (status === 200) return { status, body: bodyOf(body) }
      if (status !== NOT_FOUND || (bodyOf(body).error_code !== NO_SUCH_SCHEMA && !await isRegistry()))
        throw new RegistryError('unavailable', `The schema registry does not answer, or is not at its address (status ${String(status)}).`)
      return { status, body: {} }
    },
    async ask(call) {
      const slot: Slot = { answer: undefined }
      let failure: unknown
      await slots.run(slot, () => call(client)).catch((error: unknown) => { failure = error })
      const { answer } = slot
      if (answer === undefined || (answer.status === NOT_FOUND && !await isRegistry()))
        throw new RegistryError('unavailable', 'The schema registry does not answer, or is not at its address.', failure)
      return answer
    },
  }
}
