import type { FieldError } from '../../schemas/codec/errors.ts'
import { batchesOf } from './batches.ts'
import type { Taken, TakeEvents } from './publisher.ts'
import type { Mapping } from './mapping.ts'
import type { Outcomes, RowOutcome } from './outcomes.ts'
import type { Progress } from './progress.ts'
import type { RejectedFile, RejectedRow } from './rejected-file.ts'
import { createRowMapper, type MappedRow, type RowError } from './row-to-event.ts'
import type { FileRow, RowsOfFile } from './rows.ts'
import { contentOf, createSameReference } from './same-reference.ts'

export interface ImportOptions {
  readonly agency: string
  readonly mapping: Mapping
  readonly rows: RowsOfFile
  /** Where to go on. */
  readonly progress: Progress
  /** Gives a batch to the service, or only judges it. */
  readonly take: TakeEvents
  readonly rejected: RejectedFile
  readonly outcomes: Pick<Outcomes, 'first'>
  /** Keeps how far the import is, and what became of rows; durable when it returns. */
  readonly save: (progress: Progress, rows: readonly RowOutcome[]) => void
  /** Told of every row that was not taken, in the order of the file. */
  readonly onRejected?: (rejected: RejectedRow) => void
  /** Told of what a dry run finds in a row that would be taken. */
  readonly onNoted?: (noted: NotedRow) => void
}

/** A row that would be taken: for what it would wait until its sender confirms it, and of what the sender would be warned. */
export interface NotedRow {
  readonly row: FileRow
  readonly held: readonly RowError[]
  readonly warnings: readonly RowError[]
}

interface ReadyRow {
  readonly row: FileRow
  readonly mapped: MappedRow
  readonly body: string
  readonly content?: Buffer
}

/** The errors of an event as those of its row: each at the column that the field came from. */
export const atColumns = (errors: readonly FieldError[], columnOf: (pointer: string) => string | undefined): readonly RowError[] =>
  errors.map(({ pointer, code, detail }) => {
    const column = columnOf(pointer)
    return {
      ...(column === undefined ? {} : { column }),
      code,
      detail: column === undefined && pointer !== '' ? `${pointer}: ${detail}` : detail,
    }
  })

function outcomeOf({ row: { line }, mapped, content }: ReadyRow, taken: Taken | undefined): RowOutcome {
  if (!mapped.ok) {
    const record = mapped.record === '' ? undefined : mapped.record
    return mapped.leftOut === undefined
      ? { line, record, outcome: 'rejected', findings: mapped.errors }
      : { line, record, outcome: 'left_out', findings: [{ code: 'left-out', detail: mapped.leftOut }] }
  }
  const {
    event: { id: event, type },
    record,
  } = mapped
  const known = { line, record, type, event, content }
  if (taken?.status === 'rejected') return { ...known, outcome: 'rejected', findings: atColumns(taken.errors, mapped.columnOf) }
  return { ...known, receipt: taken?.receipt, outcome: 'waiting', findings: [] }
}

function counted(before: Progress['leftOut'], reasons: readonly string[]): Progress['leftOut'] {
  const counts = new Map(Object.entries(before))
  for (const why of reasons) counts.set(why, (counts.get(why) ?? 0) + 1)
  return Object.fromEntries(counts)
}

const notedOf = ({ row, mapped }: ReadyRow, taken: Taken | undefined): readonly NotedRow[] => {
  if (!mapped.ok || taken?.status !== 'taken') return []
  const { held = [], warnings = [] } = taken
  return held.length + warnings.length === 0
    ? []
    : [{ row, held: atColumns(held, mapped.columnOf), warnings: atColumns(warnings, mapped.columnOf) }]
}

/**
 * Imports the rows of a file, batch by batch: events taken, then rejected rows on disk, then how far it is. Stopped in between, it gives the last batch
 * again: its events have the same ids, so nothing is there twice. Rejects with ImportError.
 */
export async function importRows({
  agency,
  mapping,
  rows,
  progress: from,
  take,
  rejected,
  outcomes,
  save,
  onRejected,
  onNoted,
}: ImportOptions): Promise<Progress> {
  const mapper = createRowMapper(mapping, agency)
  const same = createSameReference(outcomes)
  const [column = ''] = [mapping.record.column].flat()
  const mapRow = (row: FileRow): ReadyRow => {
    const mapped: MappedRow = row.errors.length > 0 ? { ok: false, errors: row.errors } : mapper(row.row)
    if (!mapped.ok) return { row, mapped, body: '' }
    const body = JSON.stringify(mapped.event)
    const content = contentOf(body)
    const wrong = same.find({ line: row.line, event: mapped.event.id, content, column })
    return wrong === undefined
      ? { row, mapped, body, content }
      : { row, mapped: { ok: false, errors: [wrong], record: mapped.record }, body: '' }
  }
  let progress = from
  for await (const batch of batchesOf(rows.rows(from.lines === 0 ? undefined : from), mapRow, ({ body }) => body.length)) {
    const events = batch.filter(({ mapped }) => mapped.ok)
    const answers = (events.length === 0 ? [] : await take(events.map(({ body }) => body))).values()
    const taken = batch.map(({ mapped }) => (mapped.ok ? answers.next().value : undefined))
    const became = batch.map((ready, index) => outcomeOf(ready, taken[index]))
    const refused = batch.flatMap(({ row }, index): readonly RejectedRow[] => {
      const { outcome, findings = [] } = became[index] ?? {}
      return outcome === 'rejected' ? [{ row, errors: findings }] : []
    })
    for (const row of refused) onRejected?.(row)
    for (const [index, ready] of batch.entries()) for (const noted of notedOf(ready, taken[index])) onNoted?.(noted)
    const leftOut = batch.flatMap(({ mapped }) => (mapped.ok ? [] : (mapped.leftOut ?? [])))
    const last = batch.at(-1)?.row
    progress = {
      ...progress,
      end: last?.end ?? progress.end,
      lines: last?.lines ?? progress.lines,
      rows: progress.rows + batch.length,
      delivered: progress.delivered + batch.length - refused.length - leftOut.length,
      rejected: progress.rejected + refused.length,
      leftOut: counted(progress.leftOut, leftOut),
      rejectedBytes: rejected.add(refused),
    }
    save(progress, became)
    same.kept()
  }
  const finished = { ...progress, done: true }
  save(finished, [])
  return finished
}
