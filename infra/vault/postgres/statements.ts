import type { Run } from '../../database/run.ts'
import type { KeyScope } from '../port.ts'
import { STILL_MISSING } from './lost-keys.ts'

/** A key as the database has it; `wrapped` null: destroyed. */
export type Wrapped = Buffer | null

const columns = (scopes: readonly KeyScope[]): readonly (readonly string[])[] => [
  scopes.map((scope) => scope.case),
  scopes.map(({ person }) => person),
  scopes.map((scope) => scope.class),
]

/** The wrapped keys in the order of the scopes; undefined for one that was never made. */
export async function findKeys(run: Run, scopes: readonly KeyScope[]): Promise<readonly (Wrapped | undefined)[]> {
  if (scopes.length === 0) return []
  const rows = await run(
    `select given.place, stored.wrapped
    from unnest($1::text[], $2::text[], $3::text[]) with ordinality as given(case_id, person, class, place)
    join vault.data_key as stored using (case_id, person, class)`,
    columns(scopes),
  )
  const found = new Map(rows.map(({ place, wrapped }) => [Number(place), wrapped as Wrapped]))
  return scopes.map((_, index) => found.get(index + 1))
}

const byName = (left: KeyScope, right: KeyScope): number => {
  const [one, other] = [left, right].map((scope) => JSON.stringify([scope.case, scope.person, scope.class])) as [string, string]
  return one < other ? -1 : one > other ? 1 : 0
}

/**
 * Adds keys where there are none, and none at all while keys are missing; durable when resolved. The rows go in one order, whoever adds them: two that add
 * the same keys at once wait for one another and never for each other.
 */
export async function addKeys(run: Run, keys: readonly { readonly scope: KeyScope; readonly wrapped: Buffer }[]): Promise<void> {
  const sorted = keys.toSorted((left, right) => byName(left.scope, right.scope))
  await run(
    `insert into vault.data_key (case_id, person, class, wrapped)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) where not exists (select from ${STILL_MISSING}) on conflict do nothing`,
    [...columns(sorted.map(({ scope }) => scope)), sorted.map(({ wrapped }) => wrapped)],
  )
}

/** Destroys a key, or says of one that was never made, or is missing, that it was destroyed. */
export async function destroyKey(run: Run, scope: KeyScope): Promise<void> {
  await run(
    `with forgotten as (delete from vault.lost_key where case_id = $1 and person = $2 and class = $3)
    insert into vault.data_key (case_id, person, class, wrapped) values ($1, $2, $3, null)
    on conflict (case_id, person, class) do update set wrapped = null`,
    [scope.case, scope.person, scope.class],
  )
}

const ofFirst = (rows: Awaited<ReturnType<Run>>): Buffer | undefined => rows[0]?.wrapped as Buffer | undefined

export const findSecret = async (run: Run, name: string): Promise<Buffer | undefined> =>
  ofFirst(await run('select wrapped from vault.secret where name = $1', [name]))

export async function addSecret(run: Run, name: string, wrapped: Buffer): Promise<void> {
  await run('insert into vault.secret (name, wrapped) values ($1, $2) on conflict do nothing', [name, wrapped])
}

export const findCheck = async (run: Run): Promise<Buffer | undefined> => ofFirst(await run('select wrapped from vault.master_check'))

export async function addCheck(run: Run, wrapped: Buffer): Promise<void> {
  await run('insert into vault.master_check (id, wrapped) values (1, $1)', [wrapped])
}
