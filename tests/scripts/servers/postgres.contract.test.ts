import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { Client } from 'pg'
import { createDatabase } from '../../../scripts/servers/postgres/database.ts'
import { startPostgres } from '../../../scripts/servers/postgres.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

describe('a PostgreSQL server', () => {
  it('answers, keeps what it committed over a crash, and is gone after stop', async () => {
    const server = await startPostgres()
    expect(server.version).toMatch(/^\d+/)
    const url = await createDatabase(server.url, 'people of "1"')
    await query(url, 'create table kept (n int)')
    await query(url, 'insert into kept values (1)')
    const connected = new Client({ connectionString: url })
    const lost = new Promise<void>((resolve) =>
      connected.once('end', () => {
        resolve()
      }),
    )
    connected.on('error', () => undefined)
    await connected.connect()
    await server.kill()
    await lost
    await expect(query(url, 'select 1')).rejects.toThrow()
    await server.start()
    expect(await query(url, 'select n from kept')).toEqual([{ n: 1 }])
    await server.stop()
    await expect(query(url, 'select 1')).rejects.toThrow()
  })

  it('goes on with the data of a folder that is given, at another port, after stop', async () => {
    const { path, remove } = temporaryFolder()
    try {
      // The server may run as another user, who is to reach its folder.
      chmodSync(path, 0o755)
      const folder = join(path, 'postgres')
      const first = await startPostgres({ folder })
      await query(first.url, 'create table kept (n int)')
      await query(first.url, 'insert into kept values (1)')
      await first.stop()
      const again = await startPostgres({ folder })
      expect(await query(again.url, 'select n from kept')).toEqual([{ n: 1 }])
      await again.stop()
    } finally {
      remove()
    }
  })

  it('refuses a wrong password', async () => {
    const server = await startPostgres()
    const url = new URL(server.url)
    url.password = 'wrong'
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    await server.stop()
  })
})
