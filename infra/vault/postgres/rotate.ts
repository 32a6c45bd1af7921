import { DatabaseError } from '../../database/address.ts'
import { createPool } from '../../database/pool.ts'
import { inTransaction, runOn, type Run } from '../../database/run.ts'
import { lockMigrations } from '../../database/migrations.ts'
import { VaultError, type SecretName } from '../port.ts'
import type { Rewrap, StillVault } from '../rotation.ts'
import { keyBinding, secretBinding } from '../wrapping.ts'
import { findCheck } from './statements.ts'

const AT_ONCE = 2_000

async function rewrapKeys(run: Run, rewrap: Rewrap, progress: (done: number) => void): Promise<number> {
  let done = 0
  for (let last: readonly string[] = ['', '', '']; ;) {
    const rows = await run(
      `select case_id, person, class, wrapped from vault.data_key where (case_id, person, class) > ($1, $2, $3) and wrapped is not null
      order by case_id, person, class limit ${String(AT_ONCE)}`,
      last,
    )
    const keys = rows.map(({ case_id: of, person, class: kind, wrapped }) => ({
      name: [String(of), String(person), String(kind)] as const,
      wrapped: wrapped as Buffer,
    }))
    await run(
      `update vault.data_key as stored set wrapped = given.wrapped from unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) as given(case_id, person, class, wrapped)
      where (stored.case_id, stored.person, stored.class) = (given.case_id, given.person, given.class)`,
      [
        ...[0, 1, 2].map((at) => keys.map(({ name }) => name[at])),
        keys.map(({ name: [of, person, kind], wrapped }) => rewrap(keyBinding({ case: of, person, class: kind }), wrapped)),
      ],
    )
    done += keys.length
    progress(done)
    if (keys.length < AT_ONCE) return done
    last = keys.at(-1)?.name ?? last
  }
}

async function rewrapSecrets(run: Run, rewrap: Rewrap): Promise<number> {
  const rows = await run('select name, wrapped from vault.secret')
  for (const { name, wrapped } of rows)
    await run('update vault.secret set wrapped = $1 where name = $2', [
      rewrap(secretBinding(String(name) as SecretName), wrapped as Buffer),
      name,
    ])
  return rows.length
}

async function refuseWhileOpen(run: Run): Promise<void> {
  const [others] = await run(
    "select count(*)::int as open from pg_stat_activity where datname = current_database() and application_name = 'throughline' and pid <> pg_backend_pid()",
  )
  if (others?.open !== 0)
    throw new VaultError('locked', 'Processes of Throughline are connected to the database. Stop all of them, then rotate the master key.')
}

/**
 * The vault in PostgreSQL, for a rotation by the schema's owner. INVARIANT: the trigger that holds keys as they are is off inside one transaction alone,
 * which has the table to itself: no other ever sees it off.
 */
export async function openStillPostgresVault(url: string): Promise<StillVault & { close(): Promise<void> }> {
  const pool = createPool({ url, connections: 1, patient: true })
  const unreachable = (cause: unknown): DatabaseError =>
    new DatabaseError(
      'unreachable',
      'The vault\'s database does not answer, or does not let this user in. A rotation is the owner\'s, as "throughline database apply" is.',
      { cause },
    )
  try {
    const check = await findCheck(runOn(pool)).catch((cause: unknown) => {
      throw unreachable(cause)
    })
    return {
      check,
      rewrap: (rewrap, newCheck, progress) =>
        inTransaction(pool, async (run) => {
          await lockMigrations(run)
          await refuseWhileOpen(run)
          await run('lock table vault.data_key, vault.secret, vault.master_check in access exclusive mode')
          await run('alter table vault.data_key disable trigger only_destroy')
          const done = (await rewrapSecrets(run, rewrap)) + (await rewrapKeys(run, rewrap, progress))
          await run('update vault.master_check set wrapped = $1', [newCheck])
          await run('alter table vault.data_key enable trigger only_destroy')
          return done
        }),
      close: () => pool.end(),
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}
