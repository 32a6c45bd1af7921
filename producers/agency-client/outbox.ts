import { takeProcessLock } from '../../infra/lock/process-lock.ts'
import { openDurableDatabase } from '../../infra/sqlite/durable-database.ts'
import { createGroupCommit } from '../../infra/sqlite/group-commit.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import { AgencyClientError } from './errors.ts'
import type { Refused, Waiting } from './waiting.ts'

/** An event that the service refused for good. Times are milliseconds since the Unix epoch. */
export interface Parked {
  readonly id: string
  readonly source: string
  readonly type: string
  readonly parkedAt: number
  readonly errors: readonly FieldError[]
}

export interface NewEvent {
  readonly id: string
  readonly source: string
  readonly type: string
  readonly body: string
}

export interface Outbox {
  /**
   * Resolves when the event is on disk. Once is enough: the same event again changes nothing; one that is parked is replaced and goes to the
   * end. Rejects with AgencyClientError `conflict` for another event of the same source and id that still waits.
   */
  add(event: NewEvent): Promise<void>
  /** The first that wait, in order: at most `count` and about `bytes`, at least one if any waits. */
  next(count: number, bytes: number): readonly Waiting[]
  /** Forgets what was delivered and parks what was refused, at once. */
  settle(delivered: readonly Waiting[], refused: readonly Refused[], now: number): void
  pending(): number
  parked(): readonly Parked[]
  /** Puts a parked event at the end of those that wait. False when none of that id is parked. */
  retry(id: string): boolean
  /** Forgets a parked event. False when none of that id is parked. */
  discard(id: string): boolean
  close(): void
}

/** `errors` is null while the event waits. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS event (
    place INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL,
    parked_at INTEGER, errors TEXT, UNIQUE (source, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS waiting ON event (place) WHERE errors IS NULL;
`

const closedError = (): AgencyClientError => new AgencyClientError('closed', 'The client is closed.')
const outboxError = (cause: unknown): AgencyClientError =>
  new AgencyClientError('outbox', 'The outbox cannot be read or written. Look at the disk that it is on.', { cause })

/** Opens the outbox file, made if missing. `added` is called when events were added. Throws AgencyClientError `locked` or `outbox`. */
export function openOutbox(path: string, added: () => void): Outbox {
  const lock = takeProcessLock(`${path}.lock`)
  if (lock === undefined) {
    throw new AgencyClientError(
      'locked',
      `Another process has the outbox ${path} open. Stop it first, or use an outbox of its own for each process.`,
    )
  }
  try {
    const database = openDurableDatabase(path)
    database.exec(TABLES)
    return createOutbox(database, added, () => {
      lock.release()
    })
  } catch (error) {
    lock.release()
    throw outboxError(error)
  }
}

function createOutbox(database: ReturnType<typeof openDurableDatabase>, added: () => void, release: () => void): Outbox {
  const commits = createGroupCommit(database, { committed: added, asError: outboxError, closedError, brokenError: outboxError })
  const find = database.prepare('SELECT body, errors FROM event WHERE source = ? AND id = ?')
  const insert = database.prepare('INSERT OR REPLACE INTO event (source, id, type, body) VALUES (?, ?, ?, ?)')
  const first = database.prepare(
    'SELECT place AS position, id, source, body FROM event WHERE errors IS NULL AND place > ? ORDER BY place LIMIT 100',
  )
  const remove = database.prepare('DELETE FROM event WHERE place = ?')
  const park = database.prepare('UPDATE event SET parked_at = ?, errors = ? WHERE place = ?')
  const count = database.prepare('SELECT count(*) AS n FROM event WHERE errors IS NULL')
  const listParked = database.prepare(
    'SELECT id, source, type, parked_at, errors FROM event WHERE errors IS NOT NULL ORDER BY parked_at, place',
  )
  const again = database.prepare(`INSERT OR REPLACE INTO event (source, id, type, body)
    SELECT source, id, type, body FROM event WHERE id = ? AND errors IS NOT NULL ORDER BY place`)
  const drop = database.prepare('DELETE FROM event WHERE id = ? AND errors IS NOT NULL')

  const put = ({ source, id, type, body }: NewEvent): 'there' | 'conflict' => {
    const row = find.get(source, id)
    if (row?.errors !== null) insert.run(source, id, type, body)
    else if (row.body !== body) return 'conflict'
    return 'there'
  }

  const next = (limit: number, bytes: number): readonly Waiting[] => {
    const taken: Waiting[] = []
    let size = 2
    for (;;) {
      const rows = first.all(taken.at(-1)?.position ?? 0) as unknown as readonly Waiting[]
      for (const row of rows) {
        size += Buffer.byteLength(row.body) + 1
        if (taken.length >= limit || (taken.length > 0 && size > bytes)) return taken
        taken.push(row)
      }
      if (rows.length === 0) return taken
    }
  }

  const settle = (delivered: readonly Waiting[], refused: readonly Refused[], now: number): void => {
    database.exec('BEGIN IMMEDIATE')
    try {
      for (const { position } of delivered) remove.run(position)
      for (const { event, errors } of refused) park.run(now, JSON.stringify(errors), event.position)
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw outboxError(error)
    }
  }

  return {
    add: async (event) => {
      const outcome = await commits.submit({ rows: 1, bytes: event.body.length }, () => put(event))
      if (outcome === 'there') return
      throw new AgencyClientError(
        'conflict',
        'Another event with the same source and id waits in the outbox. Give each event an id of its own.',
      )
    },
    next,
    settle,
    pending: () => Number(count.get()?.n),
    parked: () =>
      listParked.all().map((row) => ({
        id: String(row.id),
        source: String(row.source),
        type: String(row.type),
        parkedAt: Number(row.parked_at),
        errors: JSON.parse(String(row.errors)) as readonly FieldError[],
      })),
    retry: (id) => {
      const found = Number(again.run(id).changes) > 0
      if (found) added()
      return found
    },
    discard: (id) => Number(drop.run(id).changes) > 0,
    close: () => {
      commits.close()
      database.close()
      release()
    },
  }
}
