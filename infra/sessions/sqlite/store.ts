import { DatabaseSync } from 'node:sqlite'
import { openDurableDatabase } from '../../sqlite/durable-database.ts'
import type { SessionStore } from '../port.ts'

/** Of the table as it is now. */
const VERSION = 2

/** Makes the table; one of an earlier version goes with its sessions, and people sign in again. */
function createTable(database: DatabaseSync): void {
  if (database.prepare('PRAGMA user_version').get()?.user_version !== VERSION)
    database.exec(`DROP TABLE IF EXISTS session; PRAGMA user_version = ${String(VERSION)}`)
  database.exec(`CREATE TABLE IF NOT EXISTS session
    (id BLOB PRIMARY KEY, content TEXT NOT NULL, begun INTEGER NOT NULL, used INTEGER NOT NULL, subject BLOB, sid BLOB) STRICT`)
}

/** Sessions in a SQLite file of their own, synced, for one process; `:memory:` keeps them for as long as it runs. */
export function openSqliteSessionStore(file: string): SessionStore {
  const database = file === ':memory:' ? new DatabaseSync(file) : openDurableDatabase(file)
  createTable(database)
  const insert = database.prepare('INSERT INTO session (id, content, begun, used, subject, sid) VALUES (?, ?, ?, ?, ?, ?)')
  const select = database.prepare('SELECT content, begun, used FROM session WHERE id = ? AND begun > ? AND used > ?')
  const touch = database.prepare('UPDATE session SET used = max(used, ?) WHERE id = ?')
  const update = database.prepare('UPDATE session SET content = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM session WHERE id = ?')
  const removeNamed = database.prepare(
    'DELETE FROM session WHERE sid = :sid OR (subject = :subject AND (:sid IS NULL OR sid IS NULL)) RETURNING content',
  )
  const sweep = database.prepare('DELETE FROM session WHERE begun <= ? OR used <= ?')
  return {
    add: async (key, content, at, { subject, sid } = {}) => {
      insert.run(key, content, at, at, subject ?? null, sid ?? null)
    },
    find: async (key, { begun, used }) => {
      const row = select.get(key, begun, used)
      return row && { content: String(row.content), begun: Number(row.begun), used: Number(row.used) }
    },
    touch: async (key, at) => {
      touch.run(at, key)
    },
    change: async (key, content) => {
      update.run(content, key)
    },
    remove: async (key) => {
      remove.run(key)
    },
    removeNamed: async ({ subject, sid }) =>
      removeNamed.all({ subject: subject ?? null, sid: sid ?? null }).map(({ content }) => String(content)),
    sweep: async ({ begun, used }) => {
      sweep.run(begun, used)
    },
    close: async () => {
      if (database.isOpen) database.close()
    },
  }
}
