import { CONTROL_START, controlLogEntry, type ControlLogEntry } from '../../core/control/fold-log.ts'
import type { CrashPoint } from '../../infra/faults/crash-point.ts'
import type { Batch, Consumer, EventLog } from '../../infra/event-log/port.ts'
import { CONTROL_EVENTS } from '../../infra/event-log/topics.ts'
import { insertMany } from '../../infra/read-store/insert-many.ts'
import type { ReadStore, ReadStoreTx } from '../../infra/read-store/port.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import { startPatiently } from '../patiently.ts'
import { createPutAside } from '../put-aside.ts'
import { runProjection } from '../runner.ts'
import { controlRows } from './rows.ts'

/** Consumer name and group. */
export const CONTROL_CONSUMER = 'control'

export interface ControlDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly registry: SchemaRegistry
  readonly logger: Log
  /** Points: control-before-commit, control-after-commit. */
  readonly crashPoint?: CrashPoint
}

async function apply(tx: ReadStoreTx, entries: readonly ControlLogEntry[]): Promise<void> {
  const head = await tx.selectFrom('log_head').select(['sequence', 'chain']).where('log', '=', 'control').executeTakeFirst()
  const rows = controlRows(entries, head ?? CONTROL_START)
  const last = rows.at(-1)
  if (last === undefined) return
  await insertMany(tx, 'control_entry', rows)
  const moved = { sequence: last.sequence, chain: last.chain }
  await tx
    .insertInto('log_head')
    .values({ log: 'control', ...moved })
    .onConflict((conflict) => conflict.column('log').doUpdateSet(moved))
    .execute()
}

/** The step of the consumer of control.events: what it and a rebuild both run. */
export function controlStep({ registry, logger }: Pick<ControlDeps, 'registry' | 'logger'>) {
  const decoder = createRecordCodec(registry)
  const putAside = createPutAside(logger, CONTROL_CONSUMER)
  const prepare = async (batches: readonly Batch[]): Promise<readonly ControlLogEntry[]> => {
    const entries: ControlLogEntry[] = []
    for (const record of batches.flatMap(({ records }) => records)) {
      const decoded = await decoder.decode(record.value)
      const entry = decoded.ok ? controlLogEntry(decoded.value) : undefined
      if (!decoded.ok) putAside(record, decoded.errors[0]?.code ?? 'unreadable')
      else if (entry === undefined) putAside(record, 'wrong-kind')
      else entries.push(entry)
    }
    return entries
  }
  return { prepare, apply }
}

/** Starts the consumer of control.events: entries in force, numbered and chained. Waits for the registry where it is away. */
export const startControl = (given: ControlDeps): Promise<Consumer> =>
  startPatiently(given, (deps) => {
    const { log, store, crashPoint } = deps
    return runProjection({
      log,
      store,
      consumer: CONTROL_CONSUMER,
      topics: [CONTROL_EVENTS],
      ...controlStep(deps),
      ...(crashPoint === undefined ? {} : { crashPoint }),
    })
  })
