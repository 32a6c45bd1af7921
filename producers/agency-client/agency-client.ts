import { loadCatalogue } from '../../schemas/catalogue/load.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { createCheck } from './check.ts'
import type { Publisher } from './check.ts'
import { createClient } from './client.ts'
import type { AgencyClient, ClientOptions } from './client.ts'

/** `agency` as in its events' source: `/agencies/<agency>/<system>`. */
export interface AgencyClientOptions extends ClientOptions, Publisher {
  /** Event types and code lists to check against; those of this release when absent. */
  readonly catalogue?: Catalogue
}

/**
 * The client of an agency's system.
 *
 *     const client = createAgencyClient({ url, agency: 'norshire-police', token, outbox: './outbox.sqlite' })
 *     await client.publish(event)   // on disk: it will be delivered
 *     await client.drain()          // delivered, or parked with what is wrong
 *     await client.close()
 *
 * Throws AgencyClientError: `address`, `locked`, `outbox`.
 */
export const createAgencyClient = ({ catalogue, ...options }: AgencyClientOptions): AgencyClient =>
  createClient(options, createCheck(options, catalogue ?? loadCatalogue()))
