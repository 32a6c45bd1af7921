import { sql } from 'kysely'
import { readerReference } from '../../../core/access-log/reader-reference.ts'
import { LOG_ALONE, type AlertData, type Surroundings } from '../../../core/alerts/access-fact.ts'
import { HOUR } from '../../../core/alerts/history.ts'
import { RULES } from '../../../core/alerts/rule-table.ts'
import { normaliseBirthDate, normaliseFullName } from '../../../core/linking/names.ts'
import { token } from '../../../core/linking/tokens.ts'
import type { ReadStoreDb } from '../../../infra/read-store/port.ts'
import type { FactSecrets } from './facts.ts'
import type { GivenData, NamedPerson } from './given-data.ts'

/** Case logs in which somebody of that full name and birth date is a person, by the keyed tokens of who is who as it is now. */
async function casesOf(db: ReadStoreDb, secret: Buffer, person: NamedPerson): Promise<readonly string[]> {
  const [name, born] = [normaliseFullName(person.given_name, person.surname), normaliseBirthDate(person.birth_date)]
  if (name === undefined || born === undefined) return []
  const { rows } = await sql<{ readonly case_log: string }>`
    select distinct person.case_log from link_token as name
    join link_token as born on born.person = name.person and born.kind = 'birth_date' and born.token = ${token(secret, 'birth_date', born)}
    join link_person as person on person.person = name.person
    where name.kind = 'full_name' and name.token = ${token(secret, 'full_name', name)}`.execute(db)
  return rows.map((row) => row.case_log)
}

const add = (into: Map<string, Set<string>>, key: string, values: readonly string[]): void => {
  into.set(key, new Set([...(into.get(key) ?? []), ...values]))
}

async function fromDirectory(db: ReadStoreDb, { linking, readerIds }: FactSecrets, directory: NonNullable<GivenData['directory']>) {
  const [self, close, ofAgency] = [new Map<string, Set<string>>(), new Map<string, Set<string>>(), new Map<string, Set<string>>()]
  for (const { staff, close_to: near, ...person } of directory) {
    const own = await casesOf(db, linking, person)
    const reader = readerReference(readerIds, staff)
    add(self, reader, own)
    add(ofAgency, staff.split(':')[0] ?? '', own)
    for (const other of near) add(close, reader, await casesOf(db, linking, other))
  }
  const has = (map: ReadonlyMap<string, ReadonlySet<string>>) => (key: string, caseLog: string) => map.get(key)?.has(caseLog) ?? false
  return { isSelf: has(self), isClose: has(close), isStaffOf: has(ofAgency) }
}

function fromRoster({ readerIds }: FactSecrets, roster: NonNullable<GivenData['roster']>): Pick<Surroundings, 'onDuty'> {
  const grace = RULES.R5.thresholds.graceHours * HOUR
  const shifts = Map.groupBy(roster, ({ staff }) => readerReference(readerIds, staff))
  return {
    onDuty: (reader, at) =>
      shifts.get(reader)?.some(({ from, until }) => at >= Date.parse(from) - grace && at <= Date.parse(until) + grace),
  }
}

/** What rules hear beside the log, of the data that was given. */
export async function surroundingsOf(
  {
    db,
    secrets,
    facesPerpetrator,
  }: { readonly db: ReadStoreDb; readonly secrets: FactSecrets; readonly facesPerpetrator: (role: string) => boolean },
  { roster, directory, 'sensitive-list': list }: GivenData,
): Promise<Surroundings> {
  const sensitive = new Set<string>()
  for (const person of list ?? []) for (const caseLog of await casesOf(db, secrets.linking, person)) sensitive.add(caseLog)
  const has: readonly AlertData[] = [
    ...(directory === undefined ? [] : ['directory' as const]),
    ...(list === undefined ? [] : ['sensitive-list' as const]),
    ...(roster === undefined ? [] : ['roster' as const]),
  ]
  return {
    ...LOG_ALONE,
    ...(directory === undefined ? {} : await fromDirectory(db, secrets, directory)),
    ...(roster === undefined ? {} : fromRoster(secrets, roster)),
    isSensitive: (caseLog) => sensitive.has(caseLog),
    has: new Set(has),
    facesPerpetrator,
  }
}
