import { ERASURE_ORDERED, type ErasureOrdered } from '../../core/control/entry.ts'
import { isOrdered } from '../../core/control/state.ts'
import type { Batch, Consumer, EventLog } from '../../infra/event-log/port.ts'
import { CONTROL_EVENTS } from '../../infra/event-log/topics.ts'
import type { CrashPoint } from '../../infra/faults/crash-point.ts'
import type { ReadStore, ReadStoreTx } from '../../infra/read-store/port.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { Vault } from '../../infra/vault/port.ts'
import { controlStep } from '../control/start.ts'
import { startPatiently } from '../patiently.ts'
import { runProjection } from '../runner.ts'
import { destroyKeysOf } from './destroy-keys.ts'
import { emptyInStore } from './empty-store.ts'

/** Consumer name and group. */
export const ERASURES_CONSUMER = 'erasures'

export interface ErasuresDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly vault: Vault
  readonly registry: SchemaRegistry
  readonly logger: Log
  /** Points: erasures-before-commit, erasures-after-commit. */
  readonly crashPoint?: CrashPoint
}

/**
 * The step of the consumer that carries out erasures of people, cases and readers: what it and a rebuild both run. Keys first, which is for good; then what the read
 * store made under them.
 */
export function erasuresStep({ store, vault, registry, logger }: Omit<ErasuresDeps, 'log' | 'crashPoint'>) {
  const { prepare: entriesOf } = controlStep({ registry, logger })
  const prepare = async (batches: readonly Batch[]): Promise<readonly ErasureOrdered[]> => {
    const orders = (await entriesOf(batches)).flatMap((entry) =>
      entry.type === ERASURE_ORDERED && isOrdered(entry.value) ? [entry.value] : [],
    )
    for (const order of orders) await destroyKeysOf(store.db, vault, order)
    return orders
  }
  const apply = async (tx: ReadStoreTx, orders: readonly ErasureOrdered[]): Promise<void> => {
    for (const order of orders) await emptyInStore(tx, order)
  }
  return { prepare, apply }
}

/** Starts the consumer that carries out the erasures of control.events. Waits for the registry where it is away. */
export const startErasures = (given: ErasuresDeps): Promise<Consumer> =>
  startPatiently(given, (deps) => {
    const { log, store, crashPoint } = deps
    return runProjection({
      log,
      store,
      consumer: ERASURES_CONSUMER,
      topics: [CONTROL_EVENTS],
      ...erasuresStep(deps),
      ...(crashPoint === undefined ? {} : { crashPoint }),
    })
  })
