import { afterAll, beforeAll } from '@jest/globals'
import { openPostgresAgencyKeyStore } from '../../../infra/agency-keys/postgres/store.ts'
import { agencyKeyStoreContract } from '../../contract/agency-key-store.ts'
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'

let server: TestPostgres
beforeAll(async () => {
  server = await startTestPostgres()
})
afterAll(async () => {
  await server.stop()
})

agencyKeyStoreContract('postgres', async () => {
  const url = await server.createDatabase()
  return { open: () => openPostgresAgencyKeyStore({ url, connections: 5 }), remove: async () => undefined }
})
