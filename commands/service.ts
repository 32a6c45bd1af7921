import { join } from 'node:path'
import { CONTROL_CONSUMER } from '../consumers/control/start.ts'
import { LINKS_CONSUMER } from '../consumers/intake/links-store.ts'
import { TIMELINE_CONSUMER } from '../consumers/timeline/start.ts'
import { createReplays } from '../gateway/audit/replays.ts'
import { explainRecord } from '../gateway/audit/replay/replay.ts'
import { replayHere } from './replay.ts'
import { createGateway, type Gateway, type GatewayDeps } from '../gateway/gateway.ts'
import { readPeople } from '../gateway/identity/bundled/people.ts'
import { createBundledIdentity, createIdentity, type Identity } from '../gateway/identity/identity.ts'
import { listen, type Listening } from '../gateway/listen.ts'
import { createRender } from '../gateway/pages/render.ts'
import type { PolicyInForce } from '../core/control/state.ts'
import type { Policy } from '../policy/policy.ts'
import type { OnOpenPart } from '../gateway/read/open-parts.ts'
import type { RateLimit } from '../gateway/api/rate-limit.ts'
import { ROLES, type Role } from '../infra/configuration/settings.ts'
import { CASE_EVENTS, CONTROL_EVENTS, LINKS_EVENTS } from '../infra/event-log/topics.ts'
import { createOpener } from '../infra/opening/opener.ts'
import { watchLag, type LagWatch, type LagWatchOptions } from '../infra/read-store/lag.ts'
import { loadRecords } from '../schemas/index.ts'
import { openAgencyKeyStore, openSessionStore } from './adapters.ts'
import { caughtUp } from './catch-up.ts'
import { startConsumers } from './consumers.ts'
import { countedAgencyKeys } from './counted-agency-keys.ts'
import { recordNoted } from './noted-acts.ts'
import type { Parts } from './parts.ts'
import { policyInUse, policyOf } from './policy.ts'
import { withheldLog } from './witnessing/withheld-log.ts'

export interface ServiceOptions {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** An OpenID Connect issuer; undefined: the bundled sign-in. */
  readonly oidcIssuer: string | undefined
  /** Where people and systems reach the gateways, without a slash at the end. Default: where this one listens. */
  readonly publicOrigin?: string | undefined
  readonly production: boolean
  /** Folder with the people of the bundled sign-in. */
  readonly people: string
  readonly onOpenPart?: OnOpenPart
  readonly rateLimit?: RateLimit
  /** Of one address on the routes that are open to anybody. Default: DEFAULT_PUBLIC_LIMIT. */
  readonly publicLimit?: RateLimit
  /** Reverse proxies whose X-Forwarded-For is believed. Default: none. */
  readonly trustedProxies?: readonly string[]
  /** How far the store may be behind its logs before nothing is read of it. Default: as `watchLag` has it. */
  readonly lag?: Pick<LagWatchOptions, 'boundMs' | 'everyMs'>
  /** Whether this process is ready, as its operations port says. Default: it is. */
  readonly isReady?: () => boolean
  /** What else runs in this process beside the gateway. Default: everything. */
  readonly roles?: readonly Role[]
}

/** A gateway with whatever else runs in this process. */
export interface Service extends Omit<Gateway, 'endStreams'> {
  readonly parts: Parts
  /** For example http://127.0.0.1:3000. */
  readonly origin: string
  readonly identity: Identity
  /** Rejects when a consumer has failed: the process must end. Never resolves while the service runs. */
  readonly failed: Promise<never>
  /** Stops in order: no new requests, then the consumers. The parts stay open. */
  stop(): Promise<void>
}

/** The consumers that fill what gateways read, with their topics. */
const FOLLOWS = [
  { consumer: CONTROL_CONSUMER, topic: CONTROL_EVENTS },
  { consumer: LINKS_CONSUMER, topic: LINKS_EVENTS },
  { consumer: TIMELINE_CONSUMER, topic: CASE_EVENTS },
]

/** Watches a store that other processes fill. An embedded one is filled by this process, which ends when that fails. */
const watchStore = ({ places: { databaseUrl }, log, store }: Parts, lag: ServiceOptions['lag']): LagWatch =>
  databaseUrl === undefined ? { isBehind: () => false, stop: () => undefined } : watchLag({ ...lag, log, store, follows: FOLLOWS })

/** Waits until the read store has what the logs hold now, whoever folds them: nothing is served from a store that lags behind. */
async function servesNothingStale({ log, store }: Parts): Promise<void> {
  for (const { consumer, topic } of FOLLOWS) await caughtUp(log, store, consumer, topic)
}

async function listenOn(host: string, port: number): Promise<Listening> {
  try {
    return await listen(host, port)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause
    throw new Error(`Port ${String(port)} is in use. Stop what uses it, or set PORT to another (0: any free one).`, { cause })
  }
}

/**
 * Puts the gateway together and serves it. When another policy release comes into force, a gateway that decides by it takes its place: requests under way end as
 * they began, or are refused; those that come meanwhile wait for it.
 */
async function startGateway(
  parts: Parts,
  options: ServiceOptions,
  policy: Policy,
  listening: Listening,
  { isBehind, openSealed }: Pick<GatewayDeps, 'isBehind' | 'openSealed'>,
): Promise<{ readonly current: () => Gateway; readonly identity: Identity }> {
  const {
    data,
    places,
    log,
    store,
    transparencyLog,
    vault,
    registry,
    catalogue,
    clock,
    logger,
    crashPoint,
    nationalRegister,
    limits,
    telemetry,
    tracing,
  } = parts
  const { host, production, oidcIssuer, people, onOpenPart, rateLimit, publicLimit, trustedProxies = [], publicOrigin, isReady } = options
  const origin = publicOrigin ?? listening.origin
  const render = createRender()
  const signIn = {
    origin,
    data,
    clock,
    sessionStore: await openSessionStore(places, data),
    agencyKeys: await countedAgencyKeys(await openAgencyKeyStore(places, data), vault, logger),
    systemsSecret: await vault.secret('systems'),
  }
  const identity =
    oidcIssuer === undefined
      ? await createBundledIdentity({ ...signIn, people: readPeople(people), render, production, host })
      : await createIdentity({ ...signIn, issuer: oidcIssuer })
  const records = loadRecords()
  const replays = createReplays((id, range, onProgress) => replayHere(parts, { id, range, resume: false }, onProgress))
  let served = policy
  const serve = async (next: Policy): Promise<Gateway> =>
    createGateway({
      clock,
      log: logger,
      eventLog: log,
      transparencyLog,
      vault,
      readStore: store,
      registry,
      catalogue,
      records,
      policy: next,
      policyChanged,
      identity,
      render,
      replays,
      explain: (id) => explainRecord({ log, vault, registry, records, catalogue, policyOf }, id),
      origin,
      crashPoint,
      ...(isBehind ? { isBehind } : {}),
      ...(openSealed ? { openSealed } : {}),
      nationalRegister,
      kafkaPrefix: places.kafka?.prefix,
      trustedProxies,
      lookupsPerDay: limits.lookupsPerDay,
      eventLimit: { perSecond: limits.eventsPerSecond, burst: limits.eventsBurst },
      ...(publicLimit ? { publicLimit } : {}),
      telemetry,
      tracing,
      ...(isReady ? { isReady } : {}),
      ...(onOpenPart ? { onOpenPart } : {}),
      ...(rateLimit ? { rateLimit } : {}),
    })
  const policyChanged = (release: PolicyInForce): boolean => {
    if (release.hash === served.hash) return true
    const next = policyOf(release)
    if (next === undefined) {
      logger.error({ step: 'policy' }, 'This program cannot use the policy release in force: nothing is read here until it can.')
      return false
    }
    served = next
    listening.hold()
    void serve(next).then((gateway) => {
      if (served !== next) return
      current.endStreams()
      current = gateway
      listening.serve(gateway.app)
    })
    return true
  }
  let current = await serve(policy)
  listening.serve(current.app)
  return { current: () => current, identity }
}

/** Starts consumers and gateway over open parts, which are the caller's to close. When it rejects, nothing of it runs any more. */
export async function startService(parts: Parts, options: ServiceOptions): Promise<Service> {
  const { host, port, roles = ROLES } = options
  const consumers = await startConsumers(parts, roles)
  let listening: Listening | undefined
  let endStreams = (): void => undefined
  const lag = watchStore(parts, options.lag)
  const opener = createOpener()
  const stop = async (): Promise<void> => {
    const closed = listening?.close()
    endStreams()
    await closed
    await opener.close()
    lag.stop()
    await consumers.stop()
  }
  try {
    const policy = await policyInUse(parts)
    await servesNothingStale(parts)
    await recordNoted(parts)
    listening = await listenOn(host, port)
    const shown = { ...parts, transparencyLog: withheldLog(parts.transparencyLog, consumers.isWithheld) }
    const { current, identity } = await startGateway(shown, options, policy, listening, {
      isBehind: () => lag.isBehind(),
      openSealed: opener.open,
    })
    endStreams = () => {
      current().endStreams()
    }
    return {
      get app() {
        return current().app
      },
      get reads() {
        return current().reads
      },
      identity,
      parts,
      origin: listening.origin,
      failed: consumers.failed,
      stop: async () => {
        await stop()
        await identity.close()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Where the made-up people of the bundled sign-in are. */
export const DEMO_FOLDER = join(import.meta.dirname, '..', 'demo')
