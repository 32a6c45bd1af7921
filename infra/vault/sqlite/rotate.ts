import type { DatabaseSync } from 'node:sqlite'
import type { SecretName } from '../port.ts'
import { keyBinding, secretBinding } from '../wrapping.ts'
import type { Rewrap, StillVault } from '../rotation.ts'
import { flushLog, openDatabase } from './database.ts'

const AT_ONCE = 1_000

function rewrapKeys(database: DatabaseSync, rewrap: Rewrap, progress: (done: number) => void): number {
  const some = database.prepare(
    'select id, case_id, person, class, wrapped from data_key where id > ? and wrapped is not null order by id limit ?',
  )
  const set = database.prepare('update data_key set wrapped = ? where id = ?')
  let done = 0
  for (let last = -1; ;) {
    const rows = some.all(last, AT_ONCE)
    for (const { id, case_id: of, person, class: kind, wrapped } of rows) {
      set.run(rewrap(keyBinding({ case: String(of), person: String(person), class: String(kind) }), wrapped as Uint8Array), Number(id))
      last = Number(id)
    }
    done += rows.length
    progress(done)
    if (rows.length < AT_ONCE) return done
  }
}

function rewrapSecrets(database: DatabaseSync, rewrap: Rewrap): number {
  const set = database.prepare('update secret set wrapped = ? where name = ?')
  const rows = database.prepare('select name, wrapped from secret').all()
  for (const { name, wrapped } of rows) set.run(rewrap(secretBinding(String(name) as SecretName), wrapped as Uint8Array), String(name))
  return rows.length
}

/** The embedded vault, for a rotation. Throws VaultError `locked` while something serves. */
export function openStillSqliteVault(folder: string): StillVault & { close(): Promise<void> } {
  const database = openDatabase(folder)
  const check = database.prepare('select wrapped from master_check').get()?.wrapped
  return {
    check: check instanceof Uint8Array ? check : undefined,
    rewrap: async (rewrap, newCheck, progress) => {
      database.exec('begin immediate')
      try {
        const done = rewrapSecrets(database, rewrap) + rewrapKeys(database, rewrap, progress)
        database.prepare('update master_check set wrapped = ?').run(newCheck)
        database.exec('commit')
        // What was wrapped under the key of before is then in no file.
        flushLog(database)
        return done
      } catch (error) {
        if (database.isTransaction) database.exec('rollback')
        throw error
      }
    },
    close: async () => {
      database.close()
    },
  }
}
