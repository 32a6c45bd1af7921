import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { DatabaseError } from '../../database/address.ts'
import { lockMigrations } from '../../database/migrations.ts'
import { createPool } from '../../database/pool.ts'
import { inTransaction, runOn, type Run } from '../../database/run.ts'
import { prepareSchema } from '../../database/schema.ts'
import { KEY_BYTES, proveMasterKey } from '../master-check.ts'
import { keysMissing, VaultError, type DataKey, type KeyScope, type SecretName, type Vault } from '../port.ts'
import { keyBinding, secretBinding, unwrap, wrap } from '../wrapping.ts'
import { acceptMissing, addMissing, findAccepted, findCount, findLost, findMissing, keepCount } from './lost-keys.ts'
import { vaultMigrations } from './migrations.ts'
import { addCheck, addKeys, addSecret, destroyKey, findCheck, findKeys, findSecret, type Wrapped } from './statements.ts'

export type PostgresVaultOptions = {
  /** 32 bytes in base64, the same file for every process; made at the first start, when the vault is empty. Keep a copy apart from the database. */
  readonly masterKeyFile: string
} & (
  | {
      /** `postgres://user:password@host:port/database` */ readonly url: string
      /** Most connections at once. Default 5. */ readonly connections?: number
    }
  | {
      /** A pool of the caller's, which it ends. Not the read store's: keys are asked for inside its transactions. */ readonly pool: pg.Pool
    }
)

/** Schema, then the master key, proved or made, in one transaction: of several first starts at once, one makes it. */
const openIn = (pool: pg.Pool, masterKeyFile: string): Promise<Buffer> =>
  inTransaction(pool, async (run) => {
    await prepareSchema(run, { schema: 'vault', migrations: vaultMigrations })
    const { key, newCheck } = proveMasterKey(await findCheck(run), masterKeyFile)
    if (newCheck !== undefined) await addCheck(run, newCheck)
    return key
  })

const createKeys = (run: Run, masterKey: Buffer) => {
  const open = (scope: KeyScope, wrapped: Wrapped | undefined): DataKey =>
    wrapped === undefined ? 'absent' : wrapped === null ? 'destroyed' : unwrap(masterKey, keyBinding(scope), wrapped)
  return async (scopes: readonly KeyScope[], { create }: { readonly create: boolean }): Promise<readonly DataKey[]> => {
    const found = await findKeys(run, scopes)
    const absent = scopes.filter((_, index) => found[index] === undefined)
    if (!create || absent.length === 0) return scopes.map((scope, index) => open(scope, found[index]))
    await addKeys(
      run,
      absent.map((scope) => ({ scope, wrapped: wrap(masterKey, keyBinding(scope), randomBytes(KEY_BYTES)) })),
    )
    // What another process made or destroyed meanwhile wins: what is given is what is stored.
    const stored = await findKeys(run, scopes)
    if (stored.includes(undefined)) throw keysMissing()
    return scopes.map((scope, index) => open(scope, stored[index]))
  }
}

/** A secret, made once whoever asks first. */
async function secretOf(run: Run, masterKey: Buffer, name: SecretName): Promise<Buffer> {
  const found = await findSecret(run, name)
  if (found !== undefined) return unwrap(masterKey, secretBinding(name), found)
  await addSecret(run, name, wrap(masterKey, secretBinding(name), randomBytes(KEY_BYTES)))
  const stored = await findSecret(run, name)
  if (stored === undefined) throw new VaultError('corrupt', 'A secret of the vault is not there after it was made.')
  return unwrap(masterKey, secretBinding(name), stored)
}

/**
 * The vault in PostgreSQL, schema `vault`, for any number of processes at once; no key is kept in memory between calls. A key is durable when it is
 * given (`synchronous_commit`). A destroyed key is out of the tables at once; its wrapped bytes are gone from the server's files when vacuum and the
 * write-ahead log have passed over them, from replicas and backups when those have. Throws VaultError, DatabaseError.
 */
export async function openPostgresVault(options: PostgresVaultOptions): Promise<Vault> {
  const pool = 'pool' in options ? options.pool : createPool({ url: options.url, connections: options.connections ?? 5 })
  const end = async (): Promise<void> => {
    if (!('pool' in options)) await pool.end()
  }
  let masterKey: Buffer
  try {
    masterKey = await openIn(pool, options.masterKeyFile)
  } catch (error) {
    await end()
    if (error instanceof VaultError || error instanceof DatabaseError) throw error
    throw new DatabaseError(
      'unreachable',
      "The vault's database does not answer, or does not let this user in. Is it running, and is the address right?",
      { cause: error },
    )
  }
  const run = runOn(pool)
  let closed: Promise<void> | undefined
  return {
    keys: createKeys(run, masterKey),
    destroy: (scope) => destroyKey(run, scope),
    secret: (name) => secretOf(run, masterKey, name),
    hasSecret: async (name) => (await findSecret(run, name)) !== undefined,
    reportMissing: (keys) => addMissing(run, keys),
    missing: () => findMissing(run),
    lost: (scopes) => findLost(run, scopes),
    acceptLoss: (decision) => inTransaction(pool, (within) => acceptMissing(within, decision)),
    acceptedLosses: () => findAccepted(run),
    count: (name) => findCount(run, name),
    keepCount: (name, count) => keepCount(run, name, count),
    close: () =>
      (closed ??= end().then(() => {
        masterKey.fill(0)
      })),
  }
}

/** Whether a database has a vault with a master key: a log of sealed records without one has lost its keys. */
export async function hasPostgresVault(url: string): Promise<boolean> {
  const pool = createPool({ url, connections: 1 })
  try {
    return await inTransaction(pool, async (run) => {
      await lockMigrations(run)
      const [table] = await run("select to_regclass('vault.master_check') is not null as there")
      return table?.there === true && (await findCheck(run)) !== undefined
    })
  } finally {
    await pool.end()
  }
}
