import { sql } from 'kysely'
import type { ControlReader } from '../../gateway/read/control-view.ts'
import { ACCESS_LOG, CONTROL_EVENTS } from '../../infra/event-log/topics.ts'
import type { Dependency } from '../../infra/health/dependencies.ts'
import { writeTo } from '../../infra/health/data-folder.ts'
import { pingRegistry } from '../../infra/registry/confluent/ping.ts'
import type { Greatest } from '../../infra/telemetry/greatest.ts'
import type { Metrics } from '../../infra/telemetry/metrics.ts'
import type { Parts } from '../parts.ts'

/** Of the registry: what is known goes on working while it is away. */
const REGISTRY_BOUND_MS = 300_000

/** Asks the database its time; how far it is from ours goes to `clock`: 0 where it may have been between question and answer. */
async function askDatabase({ store, clock: own }: Pick<Parts, 'store' | 'clock'>, clock: Greatest): Promise<void> {
  const before = own.now()
  // eslint-disable-next-line no-restricted-syntax -- it is the database's clock that is looked at
  const answer = await sql<{ ms: string }>`select floor(extract(epoch from clock_timestamp()) * 1000)::text as ms`.execute(store.db)
  const [theirs, after] = [Number(answer.rows[0]?.ms), own.now()]
  clock.add(theirs < before - 1 ? theirs - before : theirs > after ? theirs - after : 0)
}

/** What every process stands on. `boundMs`: how long it is ready without an answer. `databaseClock`: told how far the database's clock is from ours (ms). */
export function commonDependencies(
  parts: Parts,
  { boundMs, databaseClock }: { readonly boundMs: number; readonly databaseClock: Greatest },
): readonly Dependency[] {
  const { log, registry, store, vault, places, data, catalogue } = parts
  const { registryUrl, databaseUrl } = places
  const [first] = catalogue.types.values()
  return [
    { name: 'event-log', boundMs, ask: () => log.ranges(CONTROL_EVENTS) },
    {
      name: 'registry',
      boundMs: REGISTRY_BOUND_MS,
      ask: async () => (registryUrl === undefined ? registry.idOf(first?.subject ?? '') : pingRegistry(registryUrl)),
    },
    {
      name: 'store',
      boundMs,
      ask: async () => (databaseUrl === undefined ? sql`select 1`.execute(store.db) : askDatabase(parts, databaseClock)),
    },
    { name: 'vault', boundMs, ask: () => vault.hasSecret('linking') },
    { name: 'data-folder', boundMs, ask: () => writeTo(data) },
  ]
}

/** Whether reads were refused since the last look because none could be put on record, and none was. */
function createUnrecorded({ reads, readsUnrecorded }: Metrics): () => Promise<boolean> {
  const sumOf = async (counter: { get(): Promise<{ readonly values: readonly { readonly value: number }[] }> }): Promise<number> =>
    (await counter.get()).values.reduce((sum, { value }) => sum + value, 0)
  let before = { recorded: 0, unrecorded: 0 }
  return async () => {
    const now = { recorded: await sumOf(reads), unrecorded: await sumOf(readsUnrecorded) }
    const fails = now.unrecorded > before.unrecorded && now.recorded === before.recorded
    before = now
    return fails
  }
}

/** What a gateway stands on besides. `readControl`: of the gateway that serves now. */
export function gatewayDependencies(
  { log, store, telemetry }: Parts,
  { boundMs, readControl }: { readonly boundMs: number; readonly readControl: () => ControlReader },
): readonly Dependency[] {
  const cannotRecord = createUnrecorded(telemetry.metrics)
  return [
    {
      name: 'access-log',
      boundMs,
      ask: async () => {
        const fails = await cannotRecord()
        await log.ranges(ACCESS_LOG)
        if (fails) throw new Error('Reads cannot be put on record.')
      },
    },
    { name: 'control-view', boundMs, ask: () => readControl()(store.db) },
  ]
}
