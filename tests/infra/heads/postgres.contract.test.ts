import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { RUNNING_START } from '../../../core/chain/record-digest.ts'
import { openPostgresHeadStore } from '../../../infra/heads/postgres/store.ts'
import { headStoreContract } from '../../contract/head-store.ts'
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'

let server: TestPostgres
beforeAll(async () => {
  server = await startTestPostgres()
})
afterAll(async () => {
  await server.stop()
})

headStoreContract('postgres', async () => {
  const url = await server.createDatabase()
  return { open: () => openPostgresHeadStore({ url }), remove: async () => undefined }
})

it('a head in PostgreSQL never goes back, whoever says so', async () => {
  const url = await server.createDatabase()
  const heads = await openPostgresHeadStore({ url })
  await heads.move([
    { from: undefined, head: { topic: 'access.log', partition: 0, first: 0, next: 5, running: RUNNING_START, last: RUNNING_START, at: 1 } },
  ])
  await expect(server.ask(url, 'update heads.head set next_offset = 4')).rejects.toMatchObject({ code: '23001' })
  await heads.close()
})
