import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { AcceptedLoss, KeyLoss, Vault } from '../port.ts'

/** Rows of keys that are missing still: one that came back, by rows of a fresher vault, is missing no more. */
const STILL_MISSING = `lost_key as l where l.accepted = 0
  and not exists (select 1 from data_key as d where d.case_id = l.case_id and d.person = l.person and d.class = l.class)`

const COUNTS = `count(*) as keys, count(*) filter (where l.class in ('EVENT', 'UNLINKED')) as events, count(*) filter (where l.class = 'ACCESS') as openings, min(l.at) as first, max(l.at) as last`

type Row = Readonly<Record<string, SQLOutputValue>>

const lossOf = ({ keys, events, openings, first, last }: Row): KeyLoss => ({
  keys: Number(keys),
  events: Number(events),
  openings: Number(openings),
  first: String(first),
  last: String(last),
})

export type LostKeys = Pick<Vault, 'reportMissing' | 'missing' | 'lost' | 'acceptLoss' | 'acceptedLosses' | 'count' | 'keepCount'> & {
  /** Whether any key is missing now. */
  readonly anyMissing: () => boolean
}

/** What the embedded vault knows of keys that it lacks. */
export function createLostKeys(database: DatabaseSync): LostKeys {
  const any = database.prepare(`select 1 from ${STILL_MISSING} limit 1`)
  const counts = database.prepare(`select ${COUNTS} from ${STILL_MISSING}`)
  const add = database.prepare(`insert into lost_key (case_id, person, class, at, for_good, accepted) select ?1, ?2, ?3, ?4, ?5, 0
    where not exists (select 1 from data_key where case_id = ?1 and person = ?2 and class = ?3) on conflict do nothing`)
  const lost = database.prepare('select 1 from lost_key where case_id = ? and person = ? and class = ? and accepted = 1')
  const shut = database.prepare(
    `insert into data_key (case_id, person, class, wrapped) select l.case_id, l.person, l.class, null from ${STILL_MISSING} and l.for_good = 1`,
  )
  // Those for good have a row by then.
  const accept = database.prepare('update lost_key set accepted = 1 where accepted = 0')
  const decided = database.prepare(
    'insert into accepted_loss (accepted_at, reason, keys, events, openings, first, last) values (?, ?, ?, ?, ?, ?, ?)',
  )
  const forgetFound = database.prepare(`delete from lost_key where accepted = 0
    and exists (select 1 from data_key as d where d.case_id = lost_key.case_id and d.person = lost_key.person and d.class = lost_key.class)`)
  const all = database.prepare('select * from accepted_loss order by accepted_at')
  const count = database.prepare('select count from kept_count where name = ?')
  const keep = database.prepare(
    'insert into kept_count (name, count) values (?, ?) on conflict (name) do update set count = excluded.count',
  )

  const missing = (): KeyLoss | undefined => {
    const row = counts.get()
    return row === undefined || Number(row.keys) === 0 ? undefined : lossOf(row)
  }
  const together = <T>(work: () => T): T => {
    database.exec('begin immediate')
    try {
      const result = work()
      database.exec('commit')
      return result
    } catch (error) {
      if (database.isTransaction) database.exec('rollback')
      throw error
    }
  }
  return {
    anyMissing: () => any.get() !== undefined,
    missing: async () => missing(),
    reportMissing: async (keys) =>
      together(() => {
        for (const { scope, at, forGood } of keys) add.run(scope.case, scope.person, scope.class, at, forGood ? 1 : 0)
      }),
    lost: async (scopes) => scopes.map((scope) => lost.get(scope.case, scope.person, scope.class) !== undefined),
    acceptLoss: async ({ at, reason }) =>
      together((): AcceptedLoss | undefined => {
        const loss = missing()
        if (loss === undefined) return undefined
        forgetFound.run()
        shut.run()
        accept.run()
        decided.run(at, reason, loss.keys, loss.events, loss.openings, loss.first, loss.last)
        return { ...loss, acceptedAt: at, reason }
      }),
    acceptedLosses: async () =>
      all.all().map((row) => ({ ...lossOf(row), acceptedAt: String(row.accepted_at), reason: String(row.reason) })),
    count: async (name) => Number(count.get(name)?.count ?? 0),
    keepCount: async (name, kept) => {
      keep.run(name, kept)
    },
  }
}
