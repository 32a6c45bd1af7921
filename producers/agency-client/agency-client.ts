import { systemClock } from '../../infra/clock/clock.ts'
import { loadCatalogue } from '../../schemas/catalogue/load.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { createCheck } from './check.ts'
import type { Publisher } from './check.ts'
import { createClientOver } from './client.ts'
import type { AgencyClient, OutboxOptions } from './client.ts'
import { createHttpWay } from './http-way.ts'
import type { HttpOptions } from './http.ts'
import type { KafkaOptions } from './kafka-options.ts'
import { createKafkaWay } from './kafka-way.ts'
import type { Way } from './transport.ts'

/** `agency` as in its events' source: `/agencies/<agency>/<system>`. */
interface CommonOptions extends OutboxOptions, Publisher {
  /** Event types and code lists to check against; those of this release when absent. */
  readonly catalogue?: Catalogue
}

/** Over HTTP. With `kafka`, events go to Kafka and only the receipts come over HTTP. */
export interface HttpClientOptions extends CommonOptions, HttpOptions {
  readonly kafka?: KafkaOptions
}

/** Over Kafka alone: receipts come from the agency's receipts topic. */
export interface KafkaClientOptions extends CommonOptions, Partial<Record<keyof HttpOptions, never>> {
  readonly kafka: KafkaOptions
}

export type AgencyClientOptions = HttpClientOptions | KafkaClientOptions

function wayOf(options: AgencyClientOptions, released: Catalogue): Way {
  const { agency, kafka, log, clock = systemClock } = options
  const http = options.url === undefined ? undefined : createHttpWay(options, clock)
  const direct = kafka && createKafkaWay({ agency, kafka, catalogue: released, clock, ...(log ? { log } : {}) })
  if (http && direct) return { ...direct, receipts: (signal, after) => http.receipts(signal, after) }
  const way = direct ?? http
  if (way === undefined) throw new TypeError('A client needs url and token, or kafka.')
  return way
}

/**
 * The client of an agency's system.
 *
 *     const client = createAgencyClient({ url, agency: 'norshire-police', token, outbox: './outbox.sqlite' })
 *     await client.publish(event)   // on disk: it will be delivered
 *     await client.drain()          // delivered, or parked with what is wrong
 *     await client.close()
 *
 * With `kafka: { brokers, ssl: { ca }, sasl: { username, password }, registryUrl }` it writes to the agency's inbox topic itself. An event is then
 * delivered when Kafka has it; whether it was accepted, the receipts say. Killed in between, it writes an event again, and the service knows its id.
 *
 * Throws AgencyClientError: `address`, `locked`, `outbox`.
 */
export function createAgencyClient({ catalogue, ...options }: AgencyClientOptions): AgencyClient {
  const released = loadCatalogue()
  return createClientOver(wayOf(options, released), options, createCheck(options, catalogue ?? released))
}
