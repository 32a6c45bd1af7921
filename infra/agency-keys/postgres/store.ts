import { type AgencyId, agencyIdOf } from '../../../schemas/ids.ts'
import { DatabaseError } from '../../database/address.ts'
import { identityMigrations } from '../../database/identity-migrations.ts'
import { createPool } from '../../database/pool.ts'
import { inTransaction, runOn, type Run } from '../../database/run.ts'
import { prepareSchema } from '../../database/schema.ts'
import type { AgencyKey, AgencyKeyStore } from '../port.ts'

export interface PostgresAgencyKeyStoreOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string
  /** Most connections at once. Default 2. */
  readonly connections?: number
}

/** PostgreSQL's code for a missing right. */
const NO_RIGHT = '42501'

const keyOf = ({ agency, kid, jwk, added_at: added, ends_at: ends, used_at: used }: Readonly<Record<string, unknown>>): AgencyKey => ({
  agency: agencyIdOf(String(agency)),
  kid: String(kid),
  jwk: String(jwk),
  addedAt: Number(added),
  endsAt: Number(ends),
  usedAt: used === null ? undefined : Number(used),
})

const live = async (run: Run, agency: AgencyId, at: number): Promise<readonly AgencyKey[]> =>
  (
    await run('select * from identity.agency_key where agency = $1 and retired_at is null and ends_at > $2 order by added_at desc, kid', [
      agency,
      at,
    ])
  ).map(keyOf)

/** One change to an agency's keys at a time. */
const alone = (run: Run, agency: AgencyId) => run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`agency-keys ${agency}`])

/** Agencies' keys in PostgreSQL, schema `identity`, for any number of gateways. Throws DatabaseError. */
export async function openPostgresAgencyKeyStore({ url, connections = 2 }: PostgresAgencyKeyStoreOptions): Promise<AgencyKeyStore> {
  const pool = createPool({ url, connections })
  try {
    await inTransaction(pool, (run) => prepareSchema(run, { schema: 'identity', migrations: identityMigrations }))
  } catch (error) {
    await pool.end()
    if (error instanceof DatabaseError) throw error
    if ((error as { readonly code?: unknown }).code === NO_RIGHT)
      throw new DatabaseError('rights', 'This user of the database may not see the keys of agencies.', { cause: error })
    throw new DatabaseError(
      'unreachable',
      "The database of agencies' keys does not answer, or does not let this user in. Is it running, and is the address right?",
      { cause: error },
    )
  }
  const run = runOn(pool)
  let closed: Promise<void> | undefined
  return {
    add: ({ kid, agency, jwk, addedAt, endsAt }, most) =>
      inTransaction(pool, async (within) => {
        await alone(within, agency)
        if ((await live(within, agency, addedAt)).length >= most) return 'too-many'
        const added = await within(
          'insert into identity.agency_key (kid, agency, jwk, added_at, ends_at) values ($1, $2, $3, $4, $5) on conflict do nothing returning kid',
          [kid, agency, jwk, addedAt, endsAt],
        )
        return added.length === 1 ? 'added' : 'there'
      }),
    live: (agency, at) => live(run, agency, at),
    lastEnds: async () =>
      (
        await run(
          'select agency, max(ends_at) as ends_at from identity.agency_key where retired_at is null group by agency order by agency',
        )
      ).map(({ agency, ends_at: endsAt }) => ({ agency: agencyIdOf(String(agency)), endsAt: Number(endsAt) })),
    retire: (agency, kid, at) =>
      inTransaction(pool, async (within) => {
        await alone(within, agency)
        const keys = await live(within, agency, at)
        if (!keys.some((key) => key.kid === kid)) return 'unknown'
        if (keys.length === 1) return 'last'
        await within('update identity.agency_key set retired_at = $1 where agency = $2 and kid = $3', [at, agency, kid])
        return 'retired'
      }),
    touch: async (agency, kid, at) => {
      await run('update identity.agency_key set used_at = greatest(used_at, $1) where agency = $2 and kid = $3', [at, agency, kid])
    },
    useAssertion: async ({ id, until }, at) => {
      await run(
        'delete from identity.used_assertion where id in (select id from identity.used_assertion where until < $1 for update skip locked)',
        [at],
      )
      return (
        (await run('insert into identity.used_assertion (id, until) values ($1, $2) on conflict do nothing returning id', [id, until]))
          .length === 1
      )
    },
    count: async () => Number((await run('select count(*) as keys from identity.agency_key'))[0]?.keys),
    close: () => (closed ??= pool.end()),
  }
}
