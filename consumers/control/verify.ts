import { CONTROL_TAG } from '../../core/chain/hash.ts'
import { nextLogChain } from '../../core/chain/log-chain.ts'
import { CONTROL_START, controlLogEntry, type ControlLogEntry } from '../../core/control/fold-log.ts'
import type { EventLog } from '../../infra/event-log/port.ts'
import { CONTROL_EVENTS } from '../../infra/event-log/topics.ts'
import { nextOffset } from '../../infra/read-store/offsets.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { ControlEntryTable } from '../../infra/read-store/tables.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { Finding } from '../finding.ts'
import { readRecords } from '../read-records.ts'
import { controlRows } from './rows.ts'
import { CONTROL_CONSUMER } from './start.ts'

export interface VerifyControlDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly registry: SchemaRegistry
}

/** Compares the entries of control.events, numbered and chained again, with the rows of the store. */
export function compareControl(
  expected: readonly ControlEntryTable[],
  rows: readonly ControlEntryTable[],
  head: Pick<ControlEntryTable, 'sequence' | 'chain'>,
): readonly Finding[] {
  const byNumber = new Map(rows.map((row) => [row.sequence, row]))
  const chainOf = (sequence: number): Buffer | undefined => (sequence === 0 ? CONTROL_START.chain : expected[sequence - 1]?.chain)
  const holds = (row: ControlEntryTable): boolean =>
    [chainOf(row.sequence - 1), byNumber.get(row.sequence - 1)?.chain].some(
      (before) => before !== undefined && nextLogChain(CONTROL_TAG, before, row.sequence, row.schema, row.entry).equals(row.chain),
    )
  const position = ({ sequence }: { readonly sequence: number }) => ({ topic: CONTROL_EVENTS, sequence })
  const missing = expected
    .filter(({ sequence }) => !byNumber.has(sequence))
    .map((entry): Finding => ({ code: 'entry-missing', in: 'store', ...position(entry) }))
  const found = rows.flatMap((row): readonly Finding[] => {
    const entry = expected[row.sequence - 1]
    if (entry === undefined)
      return [holds(row) ? { code: 'entry-missing', in: 'log', ...position(row) } : { code: 'entry-extra', in: 'store', ...position(row) }]
    if (!row.entry.equals(entry.entry) || row.schema !== entry.schema)
      return [{ code: 'entry-altered', in: holds(row) ? 'log' : 'store', ...position(row) }]
    if (row.type !== entry.type) return [{ code: 'columns-altered', in: 'store', ...position(row) }]
    return holds(row) ? [] : [{ code: 'chain-altered', in: 'store', ...position(row) }]
  })
  const last = rows.at(-1) ?? CONTROL_START
  const headHolds = head.sequence === last.sequence && head.chain.equals(last.chain)
  return [...missing, ...found, ...(headHolds ? [] : [{ code: 'head-altered', in: 'store', topic: CONTROL_EVENTS } as const])]
}

/** Folds control.events again, as far as the store has it, and compares every entry and the head. */
export async function verifyControl({ log, store, registry }: VerifyControlDeps): Promise<readonly Finding[]> {
  const decoder = createRecordCodec(registry)
  const { rows, head, end } = await readSnapshot(store.db, async (tx) => ({
    rows: await tx.selectFrom('control_entry').selectAll().orderBy('sequence').execute(),
    head: await tx.selectFrom('log_head').select(['sequence', 'chain']).where('log', '=', 'control').executeTakeFirst(),
    end: (await nextOffset(tx, CONTROL_CONSUMER, CONTROL_EVENTS, 0)) ?? 0,
  }))
  const entries: ControlLogEntry[] = []
  const unreadable: Finding[] = []
  for await (const { topic, partition, offset, value } of readRecords(log, CONTROL_EVENTS, 0, 0, end)) {
    const decoded = await decoder.decode(value)
    const entry = decoded.ok ? controlLogEntry(decoded.value) : undefined
    if (entry !== undefined) entries.push(entry)
    else unreadable.push({ code: 'record-unreadable', in: 'log', topic, partition, offset })
  }
  return [...unreadable, ...compareControl(controlRows(entries, CONTROL_START), rows, head ?? CONTROL_START)]
}
