import type { RejectedFile, RejectedRow } from './rejected-file.ts'
import type { Mapping } from './mapping.ts'
import type { Outcomes } from './outcomes.ts'
import { createRowMapper, type MappedRow, type RowError } from './row-to-event.ts'
import type { RowsOfFile } from './rows.ts'

/** A finding of a receipt, which points into the event, as one of its row. */
const atColumn =
  (mapped: MappedRow) =>
  (finding: RowError): RowError => {
    const { column: pointer = '', code, detail } = finding
    const column = mapped.ok ? mapped.columnOf(pointer) : undefined
    if (column !== undefined) return { column, code, detail }
    return pointer === '' ? { code, detail } : { code, detail: `${pointer}: ${detail}` }
  }

const BATCH = 500

export interface SettleOptions {
  readonly agency: string
  readonly mapping: Mapping
  readonly rows: RowsOfFile
  readonly outcomes: Outcomes
  /** Opens the file of rejected rows; asked for where there is one more. */
  readonly rejected: () => RejectedFile
  readonly onRejected?: (rejected: RejectedRow) => void
}

/** Reads the file once more beside what receipts say of its rows: says it by column, and adds the rows that were refused to the file of rejected rows. */
export async function settleRows({ agency, mapping, rows, outcomes, rejected, onRejected }: SettleOptions): Promise<void> {
  const mapper = createRowMapper(mapping, agency)
  const found = outcomes.all({ found: true })[Symbol.iterator]()
  let next = found.next()
  let refused: RejectedRow[] = []
  const flush = (): void => {
    if (refused.length > 0) rejected().add(refused)
    refused = []
  }
  if (next.done === true) return
  for await (const row of rows.rows(undefined)) {
    if (row.line === next.value.line) {
      const { outcome, findings } = next.value
      const errors = findings.map(atColumn(mapper(row.row)))
      outcomes.reword(row.line, errors)
      if (outcome === 'rejected') {
        refused.push({ row, errors })
        onRejected?.({ row, errors })
      }
      if (refused.length === BATCH) flush()
      next = found.next()
    }
    if (next.done === true) break
  }
  flush()
}
