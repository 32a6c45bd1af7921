import { describe, expect, it } from '@jest/globals'
import { Client } from 'pg'
import { createDatabase } from '../../../scripts/servers/postgres/database.ts'
import { startPostgres } from '../../../scripts/servers/postgres.ts'

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

  it('refuses a wrong password', async () => {
    const server = await startPostgres()
    const url = new URL(server.url)
    url.password = 'wrong'
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    await server.stop()
  })
})
