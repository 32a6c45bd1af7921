import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../../infra/clock/clock.ts'
import type { ReaderCredential } from './credential.ts'

/** What is kept of a person's visit, on the server; the browser has a random id only. */
export interface Session {
  readonly csrf: string
  readonly reader?: ReaderCredential
  readonly purpose?: string
  /** A sign-in that is under way. */
  readonly pending?: { readonly state: string, readonly nonce: string, readonly verifier: string }
}

export interface Sessions {
  /** Begins a session and gives its id. */
  begin(content: Omit<Session, 'csrf'>): { readonly id: string, readonly session: Session }
  /** The session of an id while it holds; counts as use. */
  find(id: string): Session | undefined
  change(id: string, session: Session): void
  end(id: string): void
  close(): void
}

export const IDLE_MS = 15 * 60_000
export const ABSOLUTE_MS = 8 * 60 * 60_000
/** Use is written down no more often than this. */
const TOUCH_MS = 30_000

/** Sessions in a SQLite file of their own. Ids are kept as hashes: who reads the file cannot take over a session. */
export function createSessions({ file, clock }: { readonly file: string, readonly clock: Clock }): Sessions {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS session (id BLOB PRIMARY KEY, content TEXT NOT NULL, begun INTEGER NOT NULL, used INTEGER NOT NULL) STRICT`)
  if (file !== ':memory:') chmodSync(file, 0o600)
  const insert = database.prepare('INSERT INTO session (id, content, begun, used) VALUES (?, ?, ?, ?)')
  const select = database.prepare('SELECT content, used FROM session WHERE id = ? AND begun > ? AND used > ?')
  const touch = database.prepare('UPDATE session SET used = ? WHERE id = ?')
  const update = database.prepare('UPDATE session SET content = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM session WHERE id = ?')
  const sweep = database.prepare('DELETE FROM session WHERE begun <= ? OR used <= ?')
  const key = (id: string): Buffer => createHash('sha256').update(id).digest()
  return {
    begin: (content) => {
      const now = clock.now()
      sweep.run(now - ABSOLUTE_MS, now - IDLE_MS)
      const id = randomBytes(32).toString('base64url')
      const session = { ...content, csrf: randomBytes(32).toString('base64url') }
      insert.run(key(id), JSON.stringify(session), now, now)
      return { id, session }
    },
    find: (id) => {
      const now = clock.now()
      const row = select.get(key(id), now - ABSOLUTE_MS, now - IDLE_MS)
      if (row === undefined) return undefined
      if (now - Number(row.used) > TOUCH_MS) touch.run(now, key(id))
      return JSON.parse(String(row.content)) as Session
    },
    change: (id, session) => { update.run(JSON.stringify(session), key(id)) },
    end: (id) => { remove.run(key(id)) },
    close: () => { database.close() },
  }
}
