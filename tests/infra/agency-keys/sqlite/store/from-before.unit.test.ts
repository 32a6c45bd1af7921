import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { openSqliteAgencyKeyStore } from '../../../../../infra/agency-keys/sqlite/store.ts'
import { openDurableDatabase } from '../../../../../infra/sqlite/durable-database.ts'
import { agencyNamed } from '../../../../fixtures/ids.ts'
import { temporaryFolder } from '../../../../fixtures/temporary-folder.ts'

const folder = temporaryFolder()
afterAll(() => {
  folder.remove()
})

describe('a key store of before, with each key once for all agencies', () => {
  it('has what it had, and takes the same key of another agency', async () => {
    const file = join(folder.path, 'agency-keys.sqlite')
    const before = openDurableDatabase(file)
    before.exec(`
      CREATE TABLE agency_key (kid TEXT PRIMARY KEY, agency TEXT NOT NULL, jwk TEXT NOT NULL, added_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, used_at INTEGER, retired_at INTEGER) STRICT;
      INSERT INTO agency_key VALUES ('one', 'a', '{}', 1, 1000, 5, NULL), ('two', 'a', '{}', 2, 1000, NULL, 3);
    `)
    before.close()
    for (let open = 0; open < 2; open += 1) {
      const store = openSqliteAgencyKeyStore(file)
      expect(await store.live(agencyNamed('a'), 10)).toEqual([{ agency: 'a', kid: 'one', jwk: '{}', addedAt: 1, endsAt: 1000, usedAt: 5 }])
      expect(await store.add({ agency: agencyNamed('a'), kid: 'two', jwk: '{}', addedAt: 10, endsAt: 1000 }, 4)).toBe('there')
      expect(await store.add({ agency: agencyNamed('b'), kid: 'one', jwk: '{}', addedAt: 10, endsAt: 1000 }, 4)).toBe(
        open === 0 ? 'added' : 'there',
      )
      await store.close()
    }
  })
})
