import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { openPostgresTransparencyLog } from '../../../infra/transparency-log/postgres/store.ts'
import { transparencyLogContract } from '../../contract/transparency-log-store.ts'
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'

let server: TestPostgres
beforeAll(async () => {
  server = await startTestPostgres()
})
afterAll(async () => {
  await server.stop()
})

transparencyLogContract('postgres', async () => {
  const url = await server.createDatabase()
  return { open: () => openPostgresTransparencyLog({ url }), remove: async () => undefined }
})

it('a transparency log in PostgreSQL never shrinks, and no tile of it changes, whoever says so', async () => {
  const url = await server.createDatabase()
  const log = await openPostgresTransparencyLog({ url })
  const leaf = { hash: Buffer.alloc(32, 1), entry: Buffer.from('{}') }
  await log.extend({
    from: { size: 0, offset: 0 },
    to: { size: 1, offset: 1 },
    leaves: [leaf],
    tiles: [{ path: 'tile/0/000.p/1', bytes: leaf.hash }],
  })
  await log.sign({ size: 1, note: 'one' })
  for (const change of [
    'update transparency.log_position set size = 0',
    'update transparency.checkpoint set size = 0',
    "update transparency.tile set hashes = '\\x00'",
  ])
    await expect(server.ask(url, change)).rejects.toMatchObject({ code: '23001' })
  await log.close()
})
