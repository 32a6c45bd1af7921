import { sql } from 'kysely'
import { alikeKeys, MOST_COMPARED, type TokensWith } from '../../core/linking/alike.ts'
import type { Evidence } from '../../core/linking/evidence.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { CaseLogId } from '../../schemas/ids.ts'

/** Tokens as a table `(number, token)`: each with the number of what it is looked up for. */
const numbered = (sets: readonly (readonly string[])[]) => {
  const rows = sets.flatMap((tokens, number) => [...new Set(tokens)].map((token) => ({ number, token })))
  return sql`unnest(${rows.map(({ number }) => number)}::int[], ${rows.map(({ token }) => token)}::text[])`
}

const tables = (keys: readonly TokensWith[]) => ({
  one: sql`${numbered(keys.map(({ one }) => one))} as one (number, token)`,
  other: sql`${numbered(keys.map(({ other }) => other))} as other (number, token)`,
})

/** Who holds the first tokens, as the subject of a case. Each step by its index, whatever the store guesses of its tables (infra/read-store/rows-with.ts). */
const SUBJECTS = sql`cross join lateral (select person from link_token where token = one.token offset 0) as t
      cross join lateral (select case_log from link_person where person = t.person and role = 'subject' offset 0) as p`

/**
 * Case logs of the store whose subject has one of the first tokens that are looked up together, and he himself, or somebody harmed there, one of the others. For each of what is looked up
 * MOST_COMPARED at most, those first in which most of it agrees.
 */
export async function alikeInStore(db: ReadStoreDb, evidence: readonly Evidence[]): Promise<readonly CaseLogId[]> {
  const keys = evidence.map(alikeKeys)
  const ofSubject = tables(keys.flatMap((key) => key.ofSubject))
  const ofBoth = tables(keys.flatMap((key) => key.ofBoth))
  const best = sql`row_number() over (partition by one.number order by count(*) desc, p.case_log) as place`
  const { rows } = await sql<{ case_log: CaseLogId }>`
    select case_log from (select p.case_log, ${best} from ${ofSubject.one} ${SUBJECTS}
      cross join lateral (select token from link_token where person = t.person offset 0) as u
      join ${ofSubject.other} on other.number = one.number and other.token = u.token
      group by one.number, p.case_log) as his where place <= ${MOST_COMPARED}
    union
    select case_log from (select p.case_log, ${best} from ${ofBoth.one} ${SUBJECTS}
      cross join lateral (select person from link_person where case_log = p.case_log and role <> 'subject' offset 0) as h
      cross join lateral (select token from link_token where person = h.person offset 0) as u
      join ${ofBoth.other} on other.number = one.number and other.token = u.token
      group by one.number, p.case_log) as hers where place <= ${MOST_COMPARED}`.execute(db)
  return rows.map((row) => row.case_log)
}
