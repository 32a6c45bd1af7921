import { DatabaseSync } from 'node:sqlite'
import { openDurableDatabase } from '../../sqlite/durable-database.ts'
import type { SessionStore } from '../port.ts'

/** Sessions in a SQLite file of their own, synced, for one process; `:memory:` keeps them for as long as it runs. */
export function openSqliteSessionStore(file: string): SessionStore {
  const database = file === ':memory:' ? new DatabaseSync(file) : openDurableDatabase(file)
  database.exec('CREATE TABLE IF NOT EXISTS session (id BLOB PRIMARY KEY, content TEXT NOT NULL, begun INTEGER NOT NULL, used INTEGER NOT NULL) STRICT')
  const insert = database.prepare('INSERT INTO session (id, content, begun, used) VALUES (?, ?, ?, ?)')
  const select = database.prepare('SELECT content, used FROM session WHERE id = ? AND begun > ? AND used > ?')
  const touch = database.prepare('UPDATE session SET used = max(used, ?) WHERE id = ?')
  const update = database.prepare('UPDATE session SET content = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM session WHERE id = ?')
  const sweep = database.prepare('DELETE FROM session WHERE begun <= ? OR used <= ?')
  return {
    add: async (key, content, at) => { insert.run(key, content, at, at) },
    find: async (key, { begun, used }) => {
      const row = select.get(key, begun, used)
      return row && { content: String(row.content), used: Number(row.used) }
    },
    touch: async (key, at) => { touch.run(at, key) },
    change: async (key, content) => { update.run(content, key) },
    remove: async (key) => { remove.run(key) },
    sweep: async ({ begun, used }) => { sweep.run(begun, used) },
    close: async () => { if (database.isOpen) database.close() },
  }
}
