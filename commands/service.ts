import { join } from 'node:path'
import { CONTROL_CONSUMER, startControl } from '../consumers/control/start.ts'
import { startIntake } from '../consumers/intake/start.ts'
import { startTimeline, TIMELINE_CONSUMER } from '../consumers/timeline/start.ts'
import { createReplays } from '../gateway/audit/replays.ts'
import { replay } from '../gateway/audit/replay/replay.ts'
import { createGateway, type Gateway } from '../gateway/gateway.ts'
import { readPeople } from '../gateway/identity/bundled/people.ts'
import { createBundledIdentity, createIdentity, type Identity } from '../gateway/identity/identity.ts'
import { listen } from '../gateway/listen.ts'
import { createRender } from '../gateway/pages/render.ts'
import type { OnOpenPart } from '../gateway/read/open-parts.ts'
import type { RateLimit } from '../gateway/api/rate-limit.ts'
import type { Consumer } from '../infra/event-log/port.ts'
import { CASE_EVENTS, CONTROL_EVENTS } from '../infra/event-log/topics.ts'
import { loadRecords } from '../schemas/index.ts'
import { caughtUp } from './catch-up.ts'
import type { Parts } from './parts.ts'
import { policyOf, releasePolicy } from './policy.ts'

export interface ServiceOptions {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** An OpenID Connect issuer; undefined: the bundled sign-in. */
  readonly oidcIssuer: string | undefined
  readonly production: boolean
  /** Folder with the people of the bundled sign-in. */
  readonly people: string
  readonly onOpenPart?: OnOpenPart
  readonly rateLimit?: RateLimit
}

/** Everything of the embedded column, running in this process. */
export interface Service extends Gateway {
  readonly parts: Parts
  /** For example http://127.0.0.1:3000. */
  readonly origin: string
  readonly identity: Identity
  /** Rejects when a consumer has failed: the process must end. Never resolves while the service runs. */
  readonly failed: Promise<never>
  /** Stops in order: no new requests, then the consumers. The parts stay open. */
  stop(): Promise<void>
}

/** Starts consumers and gateway over open parts. The parts are the caller's to close. */
export async function startService(parts: Parts, options: ServiceOptions): Promise<Service> {
  const { data, log, store, vault, registry, catalogue, clock, logger, crashPoint } = parts
  const { host, port, production, oidcIssuer } = options
  const consumers: Consumer[] = []
  consumers.push(await startControl({ log, store, registry, logger, crashPoint }))
  await caughtUp(log, store, CONTROL_CONSUMER, CONTROL_EVENTS)
  const policy = await releasePolicy(parts)
  consumers.push(await startTimeline({ log, store, vault, registry, catalogue, logger, crashPoint }))
  await caughtUp(log, store, TIMELINE_CONSUMER, CASE_EVENTS)
  consumers.push(await startIntake({ ...parts, crashPoint }))
  const listening = await listen(host, port)
  const { origin } = listening
  const render = createRender()
  const identity = oidcIssuer === undefined
    ? await createBundledIdentity({ origin, data, clock, people: readPeople(options.people), render, production, host })
    : createIdentity({ origin, data, clock, issuer: oidcIssuer })
  const records = loadRecords()
  const replays = createReplays((range) => replay({ log, vault, registry, records, catalogue, policyOf }, range))
  const gateway = await createGateway({
    clock, log: logger, eventLog: log, vault, readStore: store, registry, catalogue, records, policy, identity, render, replays, origin, crashPoint,
    ...(options.onOpenPart ? { onOpenPart: options.onOpenPart } : {}), ...(options.rateLimit ? { rateLimit: options.rateLimit } : {}),
  })
  listening.serve(gateway.app)
  const failed = Promise.race(consumers.map((consumer) => consumer.done.then(() => new Promise<never>(() => undefined))))
  failed.catch(() => undefined)
  return {
    ...gateway, parts, origin, identity, failed,
    stop: async () => {
      await listening.close()
      for (const consumer of consumers.toReversed()) await consumer.stop()
      identity.close()
    },
  }
}

/** Where the made-up people of the bundled sign-in are. */
export const DEMO_FOLDER = join(import.meta.dirname, '..', 'demo')
