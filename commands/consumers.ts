import { CONTROL_CONSUMER, startControl } from '../consumers/control/start.ts'
import { repeatOrders } from '../consumers/erasures/repeat.ts'
import { ERASURES_CONSUMER, startErasures } from '../consumers/erasures/start.ts'
import { startHeads } from '../consumers/heads/start.ts'
import { cutInboxes } from '../consumers/intake/cut-inboxes.ts'
import { startIntakeMember } from '../consumers/intake/member.ts'
import { startRecalls } from '../consumers/recalls/start.ts'
import { startWhenDecided } from '../consumers/lost-keys/until-decided.ts'
import { mendReduced } from '../consumers/timeline/mend-reduced.ts'
import { addPublicationsOfBefore } from '../consumers/timeline/publications-of-before.ts'
import { reapplyErasures } from '../consumers/timeline/reapply-erasures.ts'
import { startWitnessing } from '../consumers/witnessing/start.ts'
import { startTransparencyLog, TRANSPARENCY_LOG_CONSUMER } from '../consumers/transparency-log/start.ts'
import { createSealer, type Sealer } from '../consumers/sealing/sealer.ts'
import { startTimeline, TIMELINE_CONSUMER } from '../consumers/timeline/start.ts'
import type { Role } from '../infra/configuration/settings.ts'
import type { Consumer } from '../infra/event-log/port.ts'
import { ACCESS_LOG, CASE_EVENTS, CONTROL_EVENTS, LINKS_EVENTS, UNLINKED_EVENTS } from '../infra/event-log/topics.ts'
import { caughtUp } from './catch-up.ts'
import { ConsumerFailedError } from './fatal.ts'
import { checkKeys, sealedTopicsOf } from './check-keys.ts'
import type { Parts } from './parts.ts'
import { releaseFirstPolicy } from './policy.ts'
import { refuseLostRecord, warnOf } from './record-check.ts'
import { recordSchemaIds } from './registry/record-ids.ts'
import { watchRegistry } from './registry/watch.ts'
import { beforeWitnessed, reachWitnessed, watchWitnesses } from './witnessing/guard.ts'

/** The consumers that run in this process. */
export interface Consumers {
  /** Rejects with ConsumerFailedError when one has failed: the process must end. Never resolves. */
  readonly failed: Promise<never>
  /** Whether the checkpoint of the transparency log must not be shown. */
  readonly isWithheld: () => boolean
  stop(): Promise<void>
}

/** The logs that each role reads, and so keeps the heads of. */
const KEPT_BY: Readonly<Record<Role, readonly string[]>> = {
  control: [CONTROL_EVENTS],
  timeline: [CASE_EVENTS, ACCESS_LOG],
  intake: [LINKS_EVENTS, UNLINKED_EVENTS],
  gateway: [],
}

/** Shows when a checkpoint was signed. */
const shownCheckpoint =
  ({ telemetry: { metrics }, clock }: Pick<Parts, 'telemetry' | 'clock'>) =>
  (): void => {
    metrics.transparencyLogCheckpoint.set(clock.now() / 1_000)
  }

interface Started {
  readonly name: string
  readonly consumer: Consumer
}

/** Rejects with ConsumerFailedError when one of them has failed. Never resolves. */
const failureOf = (started: readonly Started[]): Promise<never> =>
  Promise.race(
    started.map(({ name, consumer: { done } }) =>
      done.then(
        () => new Promise<never>(() => undefined),
        (error: unknown) => {
          throw new ConsumerFailedError(name, error)
        },
      ),
    ),
  )

/** Takes access.log into the transparency log and has it cosigned, from where its witnesses have seen it on. Resolves with whether its checkpoint must not be shown. */
async function startLog(parts: Parts, roles: readonly Role[], started: Started[]): Promise<() => boolean> {
  const { transparencyLog, witnessPolicy, telemetry } = parts
  const isHere = roles.includes('timeline')
  if (!isHere && !roles.includes('gateway')) return () => false
  const witnessed = await beforeWitnessed(parts)
  if (isHere)
    started.push({
      name: TRANSPARENCY_LOG_CONSUMER,
      consumer: await startTransparencyLog({ ...parts, leastSize: witnessed.size, signed: shownCheckpoint(parts) }),
    })
  const waiting = new AbortController()
  const reached = await Promise.race([reachWitnessed(parts, witnessed, { isHere, signal: waiting.signal }), failureOf(started)]).finally(
    () => {
      waiting.abort()
    },
  )
  if (witnessPolicy === undefined) return () => false
  if (isHere)
    started.push({
      name: 'witnessing',
      consumer: startWitnessing({ ...parts, store: transparencyLog, policy: witnessPolicy, metrics: telemetry.metrics }),
    })
  const watch = watchWitnesses(parts, reached)
  started.push({ name: 'witness-guard', consumer: watch })
  return watch.isWithheld
}

async function start(parts: Parts, roles: readonly Role[], sealer: Sealer, started: Started[]): Promise<() => boolean> {
  const { log, store } = parts
  const kept = roles.flatMap((role) => KEPT_BY[role])
  await refuseLostRecord(parts, roles.includes('gateway') ? undefined : new Set(kept))
  // The first to start and the last to stop: it counts what the others write.
  if (kept.length > 0) started.push({ name: 'heads', consumer: startHeads({ ...parts, topics: kept }) })
  await checkKeys(parts, sealedTopicsOf(roles))
  if (roles.includes('control')) {
    started.push({ name: 'control', consumer: await startControl(parts) })
    await caughtUp(log, store, CONTROL_CONSUMER, CONTROL_EVENTS)
    await recordSchemaIds(parts)
    await releaseFirstPolicy(parts)
  }
  const isWithheld = await startLog(parts, roles, started)
  if (roles.includes('timeline')) {
    started.push({ name: 'timeline', consumer: await startTimeline({ ...parts, sealer }) })
    await caughtUp(log, store, TIMELINE_CONSUMER, CASE_EVENTS)
    started.push({ name: 'erasures', consumer: await startErasures(parts) })
    await caughtUp(log, store, ERASURES_CONSUMER, CONTROL_EVENTS)
    await reapplyErasures(parts)
    await repeatOrders(parts)
    await mendReduced(parts)
    await addPublicationsOfBefore(parts)
    // Not waited for: a notice may come a moment late, a timeline may not.
    started.push({ name: 'recalls', consumer: startWhenDecided(parts, () => startRecalls(parts)) })
  }
  const watch = watchRegistry(parts)
  if (watch !== undefined) started.push({ name: 'registry', consumer: watch })
  if (roles.includes('intake')) warnOf(parts.logger, await cutInboxes(log))
  if (roles.includes('intake'))
    started.push({
      name: 'intake',
      consumer: await startIntakeMember({ ...parts, sealer, subjectEventsPerHour: parts.limits.subjectEventsPerHour }),
    })
  return isWithheld
}

/**
 * Starts the consumers of these roles, once the record was found to be there (RecordError), each caught up with its log before the next: nothing is decided from a store that lags behind. With `control`,
 * puts the first policy release in force, too. When it rejects, nothing of it runs any more.
 */
export async function startConsumers(parts: Parts, roles: readonly Role[]): Promise<Consumers> {
  const started: Started[] = []
  const sealer = createSealer(parts.catalogue)
  const stop = async (): Promise<void> => {
    for (const { consumer } of started.toReversed()) await consumer.stop()
    await sealer.close()
  }
  let isWithheld: () => boolean
  try {
    isWithheld = await start(parts, roles, sealer, started)
  } catch (error) {
    await stop()
    throw error
  }
  const failed = Promise.race([parts.stuck, failureOf(started)])
  failed.catch(() => undefined)
  return { failed, isWithheld, stop }
}
