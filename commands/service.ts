import { join } from 'node:path'
import { CONTROL_CONSUMER, startControl } from '../consumers/control/start.ts'
import { startIntake } from '../consumers/intake/start.ts'
import { startTimeline, TIMELINE_CONSUMER } from '../consumers/timeline/start.ts'
import { createReplays } from '../gateway/audit/replays.ts'
import { replay } from '../gateway/audit/replay/replay.ts'
import { createGateway, type Gateway } from '../gateway/gateway.ts'
import { readPeople } from '../gateway/identity/bundled/people.ts'
import { createBundledIdentity, createIdentity, type Identity } from '../gateway/identity/identity.ts'
import { listen, type Listening } from '../gateway/listen.ts'
import { createRender } from '../gateway/pages/render.ts'
import type { ReleaseFiles } from '../gateway/policy/release.ts'
import type { OnOpenPart } from '../gateway/read/open-parts.ts'
import type { RateLimit } from '../gateway/api/rate-limit.ts'
import type { Consumer } from '../infra/event-log/port.ts'
import { CASE_EVENTS, CONTROL_EVENTS } from '../infra/event-log/topics.ts'
import { loadRecords } from '../schemas/index.ts'
import { caughtUp } from './catch-up.ts'
import type { Parts } from './parts.ts'
import { policyOf, releasePolicy, type PolicyInUse } from './policy.ts'

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
  /** The policy release to put in force; default: the files of this installation. */
  readonly policyFiles?: ReleaseFiles
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

/** Starts the consumers, each caught up with its log before the next: nothing is decided or served from a store that lags behind. */
async function startConsumers(parts: Parts, { policyFiles }: ServiceOptions, started: Consumer[]): Promise<PolicyInUse> {
  const { log, store } = parts
  started.push(await startControl(parts))
  await caughtUp(log, store, CONTROL_CONSUMER, CONTROL_EVENTS)
  const policy = await releasePolicy(parts, policyFiles)
  started.push(await startTimeline(parts))
  await caughtUp(log, store, TIMELINE_CONSUMER, CASE_EVENTS)
  started.push(await startIntake(parts))
  return policy
}

async function listenOn(host: string, port: number): Promise<Listening> {
  try {
    return await listen(host, port)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause
    throw new Error(`Port ${String(port)} is in use. Stop what uses it, or set PORT to another (0: any free one).`, { cause })
  }
}

/** Puts the gateway together and serves it. */
async function startGateway(parts: Parts, options: ServiceOptions, policy: PolicyInUse, listening: Listening): Promise<Gateway & Pick<Service, 'identity'>> {
  const { data, log, store, vault, registry, catalogue, clock, logger, crashPoint } = parts
  const { host, production, oidcIssuer, people, onOpenPart, rateLimit } = options
  const { origin } = listening
  const render = createRender()
  const identity = oidcIssuer === undefined
    ? await createBundledIdentity({ origin, data, clock, people: readPeople(people), render, production, host })
    : createIdentity({ origin, data, clock, issuer: oidcIssuer })
  const records = loadRecords()
  const replays = createReplays((range) => replay({ log, vault, registry, records, catalogue, policyOf }, range))
  const gateway = await createGateway({
    clock, log: logger, eventLog: log, vault, readStore: store, registry, catalogue, records, policy, identity, render, replays, origin, crashPoint,
    ...(onOpenPart ? { onOpenPart } : {}), ...(rateLimit ? { rateLimit } : {}),
  })
  listening.serve(gateway.app)
  return { ...gateway, identity }
}

/** Starts consumers and gateway over open parts, which are the caller's to close. When it rejects, nothing of it runs any more. */
export async function startService(parts: Parts, options: ServiceOptions): Promise<Service> {
  const consumers: Consumer[] = []
  let listening: Listening | undefined
  const stop = async (): Promise<void> => {
    await listening?.close()
    for (const consumer of consumers.toReversed()) await consumer.stop()
  }
  try {
    const policy = await startConsumers(parts, options, consumers)
    listening = await listenOn(options.host, options.port)
    const gateway = await startGateway(parts, options, policy, listening)
    const failed = Promise.race(consumers.map((consumer) => consumer.done.then(() => new Promise<never>(() => undefined))))
    failed.catch(() => undefined)
    return {
      ...gateway, parts, origin: listening.origin, failed,
      stop: async () => {
        await stop()
        gateway.identity.close()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Where the made-up people of the bundled sign-in are. */
export const DEMO_FOLDER = join(import.meta.dirname, '..', 'demo')
