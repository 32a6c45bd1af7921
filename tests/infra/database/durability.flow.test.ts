import { describe, expect, it } from '@jest/globals'
import { refuseForgetful } from '../../../commands/durable-database.ts'
import { durabilityFaults } from '../../../infra/database/durability.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { startPostgres } from '../../../scripts/servers/postgres.ts'

describe('a PostgreSQL that keys are to be durable in', () => {
  const logger = createLog('silent')

  it('is refused in production while it may lose what it acknowledged, and taken elsewhere', async () => {
    const server = await startPostgres({ durable: false })
    try {
      expect(await durabilityFaults(server.url)).toEqual([expect.stringContaining('fsync is off')])
      await expect(refuseForgetful(server.url, { production: true, logger })).rejects.toThrow('fsync is off')
      await refuseForgetful(server.url, { production: false, logger })
      await refuseForgetful(undefined, { production: true, logger })
      // What its own default says of synchronous_commit is overruled in our sessions.
      const lax = Object.assign(new URL(server.url), { search: '?options=-c%20synchronous_commit=off' }).href
      expect(await durabilityFaults(lax)).toEqual([expect.stringContaining('fsync is off')])
    } finally {
      await server.stop()
    }
  }, 60_000)

  it('has nothing wrong with it as PostgreSQL comes', async () => {
    const server = await startPostgres({ durable: true })
    try {
      expect(await durabilityFaults(server.url)).toEqual([])
      await refuseForgetful(server.url, { production: true, logger })
    } finally {
      await server.stop()
    }
  }, 60_000)
})
