import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '../../../producers/agency-client/client.ts'
import type { AgencyClient, ClientOptions } from '../../../producers/agency-client/client.ts'
import { madeUpEvent } from './events.ts'
import { startService } from './service.ts'
import type { Service } from './service.ts'

export interface Harness {
  readonly service: Service
  readonly client: AgencyClient
  readonly folder: string
  readonly before: () => Promise<void>
  readonly after: () => Promise<void>
  /** Starts the client over the folder's outbox; it waits little between tries. */
  readonly start: (options?: Partial<ClientOptions>) => void
  readonly restart: () => Promise<void>
  /** Publishes made-up events at once; their ids, in order. */
  readonly publishMany: (count: number) => Promise<string[]>
}

/** A service and a client, new for each test. */
export function createHarness(): Harness {
  let service: Service | undefined
  let client: AgencyClient | undefined
  let folder = ''
  const there = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('not started')
    return part
  }
  const start = (options: Partial<ClientOptions> = {}): void => {
    client = createClient(
      {
        url: there(service).url,
        token: async () => 'token-1',
        outbox: join(folder, 'outbox.sqlite'),
        random: () => 0.01,
        ...options,
      },
      () => ({ errors: [], held: [], warnings: [] }),
    )
  }
  return {
    get service() {
      return there(service)
    },
    get client() {
      return there(client)
    },
    get folder() {
      return folder
    },
    before: async () => {
      service = await startService()
      folder = await mkdtemp(join(tmpdir(), 'throughline-client-'))
    },
    after: async () => {
      await client?.close()
      await service?.close()
      await rm(folder, { recursive: true, force: true })
    },
    start,
    restart: async () => {
      await client?.close()
      start()
    },
    publishMany: async (count) => {
      const ids = Array.from({ length: count }, () => randomUUID() as string)
      await Promise.all(ids.map((id) => there(client).publish(madeUpEvent(id))))
      return ids
    },
  }
}
