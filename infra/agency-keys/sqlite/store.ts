import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { type AgencyId, agencyIdOf } from '../../../schemas/ids.ts'
import { openDurableDatabase } from '../../sqlite/durable-database.ts'
import type { AgencyKey, AgencyKeyStore } from '../port.ts'

const AGENCY_KEY = `(
  kid TEXT NOT NULL, agency TEXT NOT NULL, jwk TEXT NOT NULL, added_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, used_at INTEGER, retired_at INTEGER, PRIMARY KEY (agency, kid)
) STRICT`

const keyOf = ({ agency, kid, jwk, added_at: added, ends_at: ends, used_at: used }: Record<string, SQLOutputValue>): AgencyKey => ({
  agency: agencyIdOf(String(agency)),
  kid: String(kid),
  jwk: String(jwk),
  addedAt: Number(added),
  endsAt: Number(ends),
  usedAt: used === null ? undefined : Number(used),
})

/** A file of before had each key once for all agencies: the table is made anew, with what it had. */
function perAgency(database: DatabaseSync): void {
  const ofOne = database.prepare("SELECT count(*) AS columns FROM pragma_table_info('agency_key') WHERE pk > 0").get()?.columns
  if (Number(ofOne) !== 1) return
  database.exec(`
    BEGIN IMMEDIATE;
    ALTER TABLE agency_key RENAME TO agency_key_before;
    CREATE TABLE agency_key ${AGENCY_KEY};
    INSERT INTO agency_key SELECT kid, agency, jwk, added_at, ends_at, used_at, retired_at FROM agency_key_before;
    DROP TABLE agency_key_before;
    COMMIT;
  `)
}

/** Agencies' keys in a SQLite file of their own, synced, for one process. */
export function openSqliteAgencyKeyStore(file: string): AgencyKeyStore {
  const database = openDurableDatabase(file)
  perAgency(database)
  database.exec(`
    CREATE TABLE IF NOT EXISTS agency_key ${AGENCY_KEY};
    CREATE TABLE IF NOT EXISTS used_assertion (id BLOB PRIMARY KEY, until INTEGER NOT NULL) STRICT;
  `)
  const LIVE = 'FROM agency_key WHERE agency = ? AND retired_at IS NULL AND ends_at > ?'
  const insert = database.prepare(
    'INSERT INTO agency_key (kid, agency, jwk, added_at, ends_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const count = database.prepare(`SELECT count(*) AS keys ${LIVE}`)
  const all = database.prepare('SELECT count(*) AS keys FROM agency_key')
  const select = database.prepare(`SELECT * ${LIVE} ORDER BY added_at DESC, kid`)
  const lastEnds = database.prepare(
    'SELECT agency, max(ends_at) AS ends_at FROM agency_key WHERE retired_at IS NULL GROUP BY agency ORDER BY agency',
  )
  const retire = database.prepare('UPDATE agency_key SET retired_at = ? WHERE agency = ? AND kid = ?')
  const touch = database.prepare('UPDATE agency_key SET used_at = max(coalesce(used_at, 0), ?) WHERE agency = ? AND kid = ?')
  const use = database.prepare('INSERT INTO used_assertion (id, until) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const forget = database.prepare('DELETE FROM used_assertion WHERE until < ?')
  const live = (agency: AgencyId, at: number): readonly AgencyKey[] => select.all(agency, at).map(keyOf)
  return {
    add: async ({ kid, agency, jwk, addedAt, endsAt }, most) => {
      if (Number(count.get(agency, addedAt)?.keys) >= most) return 'too-many'
      return insert.run(kid, agency, jwk, addedAt, endsAt).changes === 1 ? 'added' : 'there'
    },
    live: async (agency, at) => live(agency, at),
    lastEnds: async () =>
      lastEnds.all().map(({ agency, ends_at: endsAt }) => ({ agency: agencyIdOf(String(agency)), endsAt: Number(endsAt) })),
    retire: async (agency, kid, at) => {
      const keys = live(agency, at)
      if (!keys.some((key) => key.kid === kid)) return 'unknown'
      if (keys.length === 1) return 'last'
      retire.run(at, agency, kid)
      return 'retired'
    },
    touch: async (agency, kid, at) => {
      touch.run(at, agency, kid)
    },
    useAssertion: async ({ id, until }, at) => {
      forget.run(at)
      return use.run(id, until).changes === 1
    },
    count: async () => Number(all.get()?.keys),
    close: async () => {
      if (database.isOpen) database.close()
    },
  }
}
