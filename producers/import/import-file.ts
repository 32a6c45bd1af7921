import type { FieldError } from '../../schemas/codec/errors.ts'
import type { Taken, TakeEvents } from './door.ts'
import type { Mapping } from './mapping.ts'
import type { Progress } from './progress.ts'
import type { RejectedFile, RejectedRow } from './rejected-file.ts'
import { createRowMapper, type MappedRow, type RowError } from './row-to-event.ts'
import type { FileRow, RowsOfFile } from './rows.ts'

/** Most rows of a batch. */
const BATCH_ROWS = 1_000
/** Most bytes of a batch's events: the service takes 2 MB. */
const BATCH_BYTES = 1_500_000

export interface ImportOptions {
  readonly agency: string
  readonly mapping: Mapping
  readonly rows: RowsOfFile
  /** Where to go on. */
  readonly progress: Progress
  /** Gives a batch to the service, or only judges it. */
  readonly take: TakeEvents
  readonly rejected: RejectedFile
  /** Keeps how far the import is; durable when it returns. */
  readonly save: (progress: Progress) => void
  /** Told of every row that was not taken, in the order of the file. */
  readonly onRejected?: (rejected: RejectedRow) => void
}

interface ReadyRow { readonly row: FileRow; readonly mapped: MappedRow; readonly body: string }

/** The errors of an event as those of its row: each at the column that the field came from. */
const atColumns = (errors: readonly FieldError[], columnOf: (pointer: string) => string | undefined): readonly RowError[] =>
  errors.map(({ pointer, code, detail }) => {
    const column = columnOf(pointer)
    return { ...(column === undefined ? {} : { column }), code, detail: column === undefined && pointer !== '' ? `${pointer}: ${detail}` : detail }
  })

const errorsOf = ({ row, mapped }: ReadyRow, taken: Taken | undefined): readonly RowError[] => {
  if (row.errors.length > 0) return row.errors
  if (!mapped.ok) return mapped.leftOut === undefined ? mapped.errors : []
  return taken?.status === 'rejected' ? atColumns(taken.errors, mapped.columnOf) : []
}

/** Rows in batches that a request can carry. */
async function* batches(rows: AsyncIterable<FileRow>, mapRow: (row: FileRow) => ReadyRow): AsyncGenerator<readonly ReadyRow[]> {
  let batch: ReadyRow[] = []
  let bytes = 0
  for await (const row of rows) {
    const ready = mapRow(row)
    if (batch.length === BATCH_ROWS || (batch.length > 0 && bytes + ready.body.length > BATCH_BYTES)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(ready)
    bytes += ready.body.length
  }
  if (batch.length > 0) yield batch
}

function counted(before: Progress['leftOut'], reasons: readonly string[]): Progress['leftOut'] {
  const counts = new Map(Object.entries(before))
  for (const why of reasons) counts.set(why, (counts.get(why) ?? 0) + 1)
  return Object.fromEntries(counts)
}

/**
 * Imports the rows of a file, batch by batch: events taken, then rejected rows on disk, then how far it is. Stopped in between, it gives the last batch
 * again: its events have the same ids, so nothing is there twice. Rejects with ImportError.
 */
export async function importRows({ agency, mapping, rows, progress: from, take, rejected, save, onRejected }: ImportOptions): Promise<Progress> {
  const mapper = createRowMapper(mapping, agency)
  const mapRow = (row: FileRow): ReadyRow => {
    const mapped: MappedRow = row.errors.length > 0 ? { ok: false, errors: row.errors } : mapper(row.row)
    return { row, mapped, body: mapped.ok ? JSON.stringify(mapped.event) : '' }
  }
  let progress = from
  for await (const batch of batches(rows.rows(from.lines === 0 ? undefined : from), mapRow)) {
    const events = batch.filter(({ mapped }) => mapped.ok)
    const answers = (events.length === 0 ? [] : await take(events.map(({ body }) => body))).values()
    const refused = batch.flatMap((ready): readonly RejectedRow[] => {
      const errors = errorsOf(ready, ready.mapped.ok ? answers.next().value : undefined)
      return errors.length === 0 ? [] : [{ row: ready.row, errors }]
    })
    for (const row of refused) onRejected?.(row)
    const leftOut = batch.flatMap(({ mapped }) => (mapped.ok ? [] : mapped.leftOut ?? []))
    const last = batch.at(-1)?.row
    progress = {
      end: last?.end ?? progress.end, lines: last?.lines ?? progress.lines, rows: progress.rows + batch.length,
      delivered: progress.delivered + batch.length - refused.length - leftOut.length, rejected: progress.rejected + refused.length,
      leftOut: counted(progress.leftOut, leftOut), rejectedBytes: rejected.add(refused), done: false,
    }
    save(progress)
  }
  const finished = { ...progress, done: true }
  save(finished)
  return finished
}
