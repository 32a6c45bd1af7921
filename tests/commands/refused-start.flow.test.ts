import { chmodSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createMasterKey } from '../../infra/vault/master-key.ts'
import { BIN, startService, type Ended, type StartedService } from '../fixtures/started-service.ts'
import { temporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts'
import { VERSION } from '../../infra/telemetry/version.ts'

describe('a start that is refused', () => {
  let folder: TemporaryFolder
  let service: StartedService | undefined
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => {
    if (service?.isThere() === true) service.signalAll('SIGKILL')
    folder.remove()
  })

  const ends = async (env: Readonly<Record<string, string>>): Promise<Ended> => {
    service = startService(BIN, { THROUGHLINE_DATA: folder.path, PORT: '0', LOG_LEVEL: 'fatal', ...env })
    return service.ended
  }
  const fatal = ({ said }: Ended): Record<string, unknown> =>
    JSON.parse(said.split('\n').find((line) => line.startsWith('{')) ?? '{}') as Record<string, unknown>

  it('ends the process: made-up people on an address that others can reach; the log says why at any level', async () => {
    const ended = await ends({ HOST: '0.0.0.0' })
    expect(ended).toMatchObject({ code: 1, signal: null })
    expect(fatal(ended)).toMatchObject({
      step: 'start',
      code: 'bundled-sign-in',
      roles: 'control,timeline,intake,gateway',
      version: VERSION,
      msg: expect.stringContaining('Set OIDC_ISSUER'),
    })
  }, 60_000)

  it('ends it, and names the file: a master key that every user can read', async () => {
    const file = join(folder.path, 'master.key')
    createMasterKey(file)
    chmodSync(file, 0o644)
    const ended = await ends({})
    expect(ended).toMatchObject({ code: 1, said: expect.stringContaining(`chmod 600 ${file}`) })
    expect(fatal(ended)).toMatchObject({ code: 'master-key-readable', name: 'VaultError', causes: 'VaultError(master-key-readable)' })
  }, 60_000)

  it('ends it: a port for metrics that another has', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    try {
      const ended = await ends({ THROUGHLINE_METRICS_PORT: String((other.address() as { port: number }).port) })
      expect(ended).toMatchObject({ code: 1, said: expect.stringContaining('THROUGHLINE_METRICS_PORT') })
      expect(fatal(ended)).toMatchObject({ code: 'metrics-port' })
    } finally {
      other.close()
    }
  }, 60_000)

  it('ends it with the code of wrong use: a misspelt variable', async () => {
    expect(await ends({ THROUGHLINE_ROLS: 'intake' })).toMatchObject({
      code: 2,
      said: expect.stringContaining('THROUGHLINE_ROLES is probably meant'),
    })
  }, 60_000)
})
