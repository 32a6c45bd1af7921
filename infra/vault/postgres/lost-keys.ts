import type { Run } from '../../database/run.ts'
import type { AcceptedLoss, CountName, KeyLoss, KeyScope, MissingKey } from '../port.ts'

/** Rows of keys that are missing still: one that came back, by rows of a fresher vault, is missing no more. */
export const STILL_MISSING = `vault.lost_key as l where not l.accepted
  and not exists (select from vault.data_key as d where d.case_id = l.case_id and d.person = l.person and d.class = l.class)`

const COUNTS = `count(*) as keys, count(*) filter (where l.class in ('EVENT', 'UNLINKED')) as events, count(*) filter (where l.class = 'ACCESS') as openings, min(l.at) as first, max(l.at) as last`

type Row = Readonly<Record<string, unknown>>

const lossOf = ({ keys, events, openings, first, last }: Row): KeyLoss => ({
  keys: Number(keys),
  events: Number(events),
  openings: Number(openings),
  first: String(first),
  last: String(last),
})

/** What is missing; undefined: nothing. */
export async function findMissing(run: Run): Promise<KeyLoss | undefined> {
  const [row] = await run(`select ${COUNTS} from ${STILL_MISSING}`)
  return row === undefined || Number(row.keys) === 0 ? undefined : lossOf(row)
}

/** Writes down keys that are missing; durable when resolved. */
export async function addMissing(run: Run, keys: readonly MissingKey[]): Promise<void> {
  const column = (of: (key: MissingKey) => string): readonly string[] => keys.map(of)
  await run(
    `insert into vault.lost_key (case_id, person, class, at, for_good, accepted)
    select given.*, false from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[]) as given(case_id, person, class, at, for_good)
    where not exists (select from vault.data_key as d where d.case_id = given.case_id and d.person = given.person and d.class = given.class) on conflict do nothing`,
    [
      column(({ scope }) => scope.case),
      column(({ scope }) => scope.person),
      column(({ scope }) => scope.class),
      column(({ at }) => at),
      keys.map(({ forGood }) => forGood),
    ],
  )
}

/** Of each scope, whether the loss of its key was accepted. */
export async function findLost(run: Run, scopes: readonly KeyScope[]): Promise<readonly boolean[]> {
  if (scopes.length === 0) return []
  const rows = await run(
    `select given.place from unnest($1::text[], $2::text[], $3::text[]) with ordinality as given(case_id, person, class, place)
    join vault.lost_key as l using (case_id, person, class) where l.accepted`,
    [scopes.map((scope) => scope.case), scopes.map(({ person }) => person), scopes.map((scope) => scope.class)],
  )
  const found = new Set(rows.map(({ place }) => Number(place)))
  return scopes.map((_, at) => found.has(at + 1))
}

/** Inside a transaction: accepts what is missing. A key that is one record's alone is never made again. */
export async function acceptMissing(
  run: Run,
  { at, reason }: { readonly at: string; readonly reason: string },
): Promise<AcceptedLoss | undefined> {
  await run('lock table vault.lost_key in exclusive mode')
  const loss = await findMissing(run)
  if (loss === undefined) return undefined
  const accepted = await run(`with gone as (select case_id, person, class, for_good from ${STILL_MISSING}),
      shut as (insert into vault.data_key (case_id, person, class) select case_id, person, class from gone where for_good on conflict do nothing)
    update vault.lost_key as l set accepted = true from gone where (l.case_id, l.person, l.class) = (gone.case_id, gone.person, gone.class) returning 1`)
  if (accepted.length !== loss.keys) throw new TypeError('More or fewer keys were accepted as lost than were counted')
  await run(
    'insert into vault.accepted_loss (accepted_at, reason, keys, events, openings, first, last) values ($1, $2, $3, $4, $5, $6, $7)',
    [at, reason, loss.keys, loss.events, loss.openings, loss.first, loss.last],
  )
  return { ...loss, acceptedAt: at, reason }
}

export const findAccepted = async (run: Run): Promise<readonly AcceptedLoss[]> =>
  (await run('select * from vault.accepted_loss order by accepted_at')).map((row) => ({
    ...lossOf(row),
    acceptedAt: String(row.accepted_at),
    reason: String(row.reason),
  }))

export const findCount = async (run: Run, name: CountName): Promise<number> =>
  Number((await run('select count from vault.kept_count where name = $1', [name]))[0]?.count ?? 0)

export async function keepCount(run: Run, name: CountName, count: number): Promise<void> {
  await run('insert into vault.kept_count (name, count) values ($1, $2) on conflict (name) do update set count = excluded.count', [
    name,
    count,
  ])
}
