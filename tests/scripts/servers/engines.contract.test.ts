import { describe, expect, it } from '@jest/globals'
import { openEngines } from '../../../scripts/servers/engines.ts'
import { postgresVersion } from '../../../scripts/servers/postgres/database.ts'
import { startPostgres } from '../../../scripts/servers/postgres.ts'

async function withVariable<T>(name: string, value: string, work: () => Promise<T>): Promise<T> {
  const before = process.env[name]
  process.env[name] = value
  try {
    return await work()
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = before
  }
}

describe('the servers that are asked for', () => {
  it('are started, named with their versions, and ended', async () => {
    const engines = await openEngines({ postgres: true }, { given: false })
    expect(engines.description).toMatch(/^Servers: PostgreSQL \d+\S* \((container|local process)\)$/)
    await postgresVersion(engines.postgres.url)
    await engines.stop()
    await expect(postgresVersion(engines.postgres.url)).rejects.toThrow()
  })

  it('are those that the environment names, and those are left running', async () => {
    const server = await startPostgres()
    await withVariable('DATABASE_URL', server.url, async () => {
      const engines = await openEngines({ postgres: true })
      expect(engines.postgres.url).toBe(server.url)
      expect(engines.description).toContain('given by DATABASE_URL')
      await engines.stop()
    })
    await postgresVersion(server.url)
    await server.stop()
  })

  it('are a failure that names the variable, not a skip, when one does not answer', async () => {
    await withVariable('SCHEMA_REGISTRY_URL', 'http://user:secret@127.0.0.1:1', async () => {
      const failure = await openEngines({ registry: true }).catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'start_failed' })
      expect(String(failure)).toContain('SCHEMA_REGISTRY_URL')
      expect(String(failure)).not.toContain('secret')
    })
  })
})
