import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { sealingKey, type SealingKey } from '../../../core/sealing/seal.ts'
import { KEY_BYTES, proveMasterKey } from '../master-check.ts'
import { keysMissing, type DataKey, type KeyScope, type Vault } from '../port.ts'
import { keyBinding, secretBinding, unwrap, wrap } from '../wrapping.ts'
import { copyDatabase, flushLog, openDatabase } from './database.ts'
import { createLostKeys } from './lost-keys.ts'

export interface SqliteVaultOptions {
  /** The vault's own folder, made when missing. */
  readonly folder: string
  /** 32 bytes in base64; made at the first start, when the vault is empty. Keep a copy apart from the data. */
  readonly masterKeyFile: string
}

interface WrappedRow {
  readonly wrapped: Uint8Array | null
}

function masterKeyOf(database: DatabaseSync, file: string): Buffer {
  const check = database.prepare('select wrapped from master_check').get() as WrappedRow | undefined
  const { key, newCheck } = proveMasterKey(check === undefined ? undefined : (check.wrapped ?? Buffer.alloc(0)), file)
  if (newCheck !== undefined) database.prepare('insert into master_check (id, wrapped) values (1, ?)').run(newCheck)
  return key
}

function createStatements(database: DatabaseSync) {
  const where = 'where case_id = ? and person = ? and class = ?'
  return {
    find: database.prepare(`select wrapped from data_key ${where}`),
    add: database.prepare('insert into data_key (case_id, person, class, wrapped) values (?, ?, ?, ?) on conflict do nothing'),
    destroy: database.prepare(`insert into data_key (case_id, person, class, wrapped) values (?, ?, ?, null)
      on conflict do update set wrapped = null`),
    forgetLost: database.prepare(`delete from lost_key ${where}`),
    secret: database.prepare('select wrapped from secret where name = ?'),
    addSecret: database.prepare('insert into secret (name, wrapped) values (?, ?)'),
  }
}

/**
 * The embedded vault: `vault.sqlite` in the folder, synced, one process at a time. Keys are wrapped under the master key and
 * bound to their scope; no key is kept in memory between calls. Throws VaultError.
 */
export async function openSqliteVault(options: SqliteVaultOptions): Promise<Vault> {
  const database = openDatabase(options.folder)
  let masterKey: Buffer
  try {
    masterKey = masterKeyOf(database, options.masterKeyFile)
  } catch (error) {
    database.close()
    throw error
  }
  const statements = createStatements(database)
  const { anyMissing, ...lostKeys } = createLostKeys(database)

  const findUnder = (master: Buffer | SealingKey, scope: KeyScope): DataKey => {
    const row = statements.find.get(scope.case, scope.person, scope.class) as WrappedRow | undefined
    if (row === undefined) return 'absent'
    return row.wrapped === null ? 'destroyed' : unwrap(master, keyBinding(scope), row.wrapped)
  }
  const find = (scope: KeyScope): DataKey => findUnder(masterKey, scope)
  /** Makes keys; each is in its scope's place when this returns. A scope may stand there twice. */
  const addAll = (scopes: readonly KeyScope[]): readonly DataKey[] => {
    const ready = sealingKey(masterKey)
    database.exec('begin immediate')
    try {
      const added = scopes.map((scope) => {
        const key = randomBytes(KEY_BYTES)
        const { changes } = statements.add.run(scope.case, scope.person, scope.class, wrap(ready, keyBinding(scope), key))
        return changes === 1 ? key : find(scope)
      })
      database.exec('commit')
      return added
    } catch (error) {
      if (database.isTransaction) database.exec('rollback')
      throw error
    }
  }

  return {
    ...lostKeys,
    keys: async (scopes, { create }) => {
      const master = sealingKey(masterKey)
      const found = scopes.map((scope) => findUnder(master, scope))
      if (!create || !found.includes('absent')) return found
      if (anyMissing()) throw keysMissing()
      const added = addAll(scopes.filter((_, index) => found[index] === 'absent')).values()
      return found.map((key) => (key === 'absent' ? (added.next().value ?? key) : key))
    },
    destroy: async (scope) => {
      statements.destroy.run(scope.case, scope.person, scope.class)
      statements.forgetLost.run(scope.case, scope.person, scope.class)
      flushLog(database)
    },
    hasSecret: async (name) => statements.secret.get(name) !== undefined,
    secret: async (name) => {
      const row = statements.secret.get(name) as WrappedRow | undefined
      if (row?.wrapped) return unwrap(masterKey, secretBinding(name), row.wrapped)
      const secret = randomBytes(KEY_BYTES)
      statements.addSecret.run(name, wrap(masterKey, secretBinding(name), secret))
      return secret
    },
    copyTo: async (file) => {
      copyDatabase(database, file)
    },
    close: async () => {
      if (!database.isOpen) return
      database.close()
      masterKey.fill(0)
    },
  }
}
