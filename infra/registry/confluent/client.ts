import type { Agent } from 'node:http'
import { COMPATIBILITY, SchemaRegistry as ConfluentClient, SchemaType } from '@kafkajs/confluent-schema-registry'
import { RegistryError } from '../errors.ts'
import { addressOf } from './address.ts'
import type { HttpOptions } from './http.ts'

export interface ConfluentOptions extends HttpOptions {
  /** For TLS settings and connection pools. */
  readonly agent?: Agent
}

/** The level that every subject of ours has. */
export const LEVEL = COMPATIBILITY.FULL_TRANSITIVE

/** Registers a schema and gives its id. Rejects with RegistryError `incompatible` when the registry refuses it, and `unavailable` when it does not answer. */
export type Register = (subject: string, text: string) => Promise<number>

const REFUSALS: ReadonlySet<unknown> = new Set([404, 409, 422])
const statusOf = (failure: unknown): unknown => (failure as { readonly status?: unknown } | null)?.status

/**
 * Releases through the public client. INVARIANT: it is given no `retry`, which it would write into settings that all its instances share, those of others in this
 * process too. It tries a GET again by itself, a registration never.
 */
export function createRegister({ url, agent, timeout }: ConfluentOptions & { readonly timeout: number }): Register {
  const client = new ConfluentClient({
    ...addressOf(url),
    clientId: 'throughline',
    ...(agent ? { agent } : {}),
    middlewares: [() => ({ prepareRequest: async (next) => (await next()).enhance({ timeout }) })],
  })
  return async (subject, text) => {
    try {
      const { id } = await client.register({ type: SchemaType.AVRO, schema: text }, { subject, compatibility: LEVEL, updateConfig: false })
      return id
    } catch (failure) {
      if (REFUSALS.has(statusOf(failure)))
        throw new RegistryError(
          'incompatible',
          `The registry refuses a version of ${subject} (status ${String(statusOf(failure))}).`,
          failure,
        )
      throw new RegistryError('unavailable', 'The schema registry does not answer, or is not at its address.', failure)
    }
  }
}
