import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { catchUpLinks } from '../../../consumers/intake/catch-up.ts'
import type { ReadStore } from '../../../infra/read-store/port.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { openTestStore } from '../../fixtures/read-store.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { openInstallation } from './harness.ts'

const folder = temporaryFolder()
const events = [...demoEvents('kestrel'), ...demoEvents('linnet'), ...demoEvents('single-events')]
afterAll(() => {
  folder.remove()
})

const TABLES = [
  'link_claim',
  'link_person',
  'link_token',
  'link_proceeding',
  'unlinked',
  'unlinked_awaits',
  'own_statement',
  'log_head',
] as const

/** Every row of the tables that intake keeps, in an order of their own. */
async function rowsOf({ db }: ReadStore) {
  const tables: Record<string, readonly string[]> = {}
  for (const table of TABLES) tables[table] = (await db.selectFrom(table).selectAll().execute()).map((row) => JSON.stringify(row)).sort()
  return tables
}

describe('batches', () => {
  it.each([1, 7, 1_000])('of %i records give the demo events the same cases, and a rebuild gives the same tables', async (maxRecords) => {
    const path = join(folder.path, String(maxRecords))
    const installation = await openInstallation(path)
    await installation.take([...events, ...events], { maxRecords })
    expect((await installation.partition()).map((group) => group.split(' ').length).sort()).toEqual([18, 30, 30])
    const { db } = installation.store
    expect(await db.selectFrom('unlinked').select('agency').execute()).toEqual([{ agency: 'fixture-evaluator_org' }])

    const rebuilt = await openTestStore(join(path, 'rebuilt'))
    const { log, vault, registry } = installation
    await catchUpLinks({ log, vault, registry, store: rebuilt })
    expect(await rowsOf(rebuilt)).toEqual(await rowsOf(installation.store))
    await rebuilt.close()
    await installation.close()
  })
})
