import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { RowError } from './row-to-event.ts'

/**
 * - `accepted`, `repeated`, `held`, `rejected`: as the receipt says; `rejected` also where the row was refused before it was sent, or at the door
 * - `left_out`: no event of this agency, as the mapping says
 * - `waiting`: sent, and without its last receipt yet
 */
export type Outcome = 'accepted' | 'repeated' | 'held' | 'rejected' | 'left_out' | 'waiting'

/** What became of a row. */
export interface RowOutcome {
  /** The line on which it begins. */
  readonly line: number
  /** The agency's reference; absent where the row has none. */
  readonly record?: string | undefined
  readonly type?: string | undefined
  /** Id of its event; absent where none was made of it. */
  readonly event?: string | undefined
  /** A hash of the event's content. */
  readonly content?: Uint8Array | undefined
  readonly receipt?: string | undefined
  readonly outcome: Outcome
  /** What is wrong with it, or why it waits or is left out: columns, codes and words, never a cell. */
  readonly findings: readonly RowError[]
}

/** What a receipt says of its event. */
export interface Settlement {
  readonly receipt: string
  readonly outcome: Outcome
  readonly findings: readonly RowError[]
}

/** The outcomes of the rows of one import, on disk: a million rows take no more memory than a thousand. */
export interface Outcomes {
  add(rows: readonly RowOutcome[]): void
  /** The first row that became this event, if any did. */
  first(event: string): { readonly line: number; readonly content: Uint8Array } | undefined
  /** Takes what receipts say, of whichever import; how many rows of this one wait no longer. */
  settle(settlements: readonly Settlement[]): number
  /** Says of a row in other words what is wrong with it. */
  reword(line: number, findings: readonly RowError[]): void
  count(): Readonly<Partial<Record<Outcome, number>>>
  /** In the order of the file. `found`: only those of which a receipt says something. */
  all(options?: { readonly found: boolean }): Iterable<RowOutcome>
  drop(): void
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS row_outcome (
    import INTEGER NOT NULL, line INTEGER NOT NULL, record TEXT, type TEXT, event TEXT, content BLOB, receipt TEXT, outcome TEXT NOT NULL, findings TEXT NOT NULL,
    PRIMARY KEY (import, line)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS row_event ON row_outcome (import, event) WHERE event IS NOT NULL;
  CREATE INDEX IF NOT EXISTS row_receipt ON row_outcome (receipt) WHERE receipt IS NOT NULL;
`

const text = (value: SQLOutputValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined)

const rowOf = (row: Record<string, SQLOutputValue>): RowOutcome => ({
  line: Number(row.line),
  record: text(row.record),
  type: text(row.type),
  event: text(row.event),
  receipt: text(row.receipt),
  outcome: text(row.outcome) as Outcome,
  findings: JSON.parse(text(row.findings) ?? '[]') as RowError[],
})

/** `id`: of the import. */
export function createOutcomes(database: DatabaseSync, id: number): Outcomes {
  database.exec(SCHEMA)
  const insert = database.prepare(
    'INSERT OR REPLACE INTO row_outcome (import, line, record, type, event, content, receipt, outcome, findings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  // By the index: the order would have the planner go through every row before it.
  const firstOf = database.prepare(
    'SELECT line, content FROM row_outcome INDEXED BY row_event WHERE import = ? AND event = ? ORDER BY line LIMIT 1',
  )
  const ofReceipt = database.prepare('SELECT import, line, outcome FROM row_outcome WHERE receipt = ?')
  const update = database.prepare('UPDATE row_outcome SET outcome = ?, findings = ? WHERE import = ? AND line = ?')
  const say = database.prepare('UPDATE row_outcome SET findings = ? WHERE import = ? AND line = ?')
  const counted = database.prepare('SELECT outcome, count(*) AS n FROM row_outcome WHERE import = ? GROUP BY outcome')
  const every = database.prepare('SELECT * FROM row_outcome WHERE import = ? AND line > ? ORDER BY line LIMIT 1000')
  const found = database.prepare(
    "SELECT * FROM row_outcome WHERE import = ? AND line > ? AND receipt IS NOT NULL AND findings <> '[]' ORDER BY line LIMIT 1000",
  )
  const remove = database.prepare('DELETE FROM row_outcome WHERE import = ?')
  const settleOne = ({ receipt, outcome, findings }: Settlement): boolean => {
    const row = ofReceipt.get(receipt)
    if (row === undefined) return false
    update.run(outcome, JSON.stringify(findings), row.import ?? 0, row.line ?? 0)
    return row.import === id && row.outcome === 'waiting' && outcome !== 'waiting'
  }
  return {
    add: (rows) => {
      for (const { line, record = null, type = null, event = null, content = null, receipt = null, outcome, findings } of rows)
        insert.run(id, line, record, type, event, content, receipt, outcome, JSON.stringify(findings))
    },
    first: (event) => {
      const row = firstOf.get(id, event)
      return row === undefined ? undefined : { line: Number(row.line), content: row.content as Uint8Array }
    },
    settle: (settlements) => {
      database.exec('BEGIN IMMEDIATE')
      const settled = settlements.filter(settleOne).length
      database.exec('COMMIT')
      return settled
    },
    reword: (line, findings) => {
      say.run(JSON.stringify(findings), id, line)
    },
    count: () => Object.fromEntries(counted.all(id).map(({ outcome, n }) => [String(outcome), Number(n)])),
    all: function* (options) {
      const page = options?.found === true ? found : every
      for (let rows = page.all(id, 0); rows.length > 0; rows = page.all(id, rows.at(-1)?.line ?? 0)) yield* rows.map(rowOf)
    },
    drop: () => {
      remove.run(id)
    },
  }
}
