import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { acceptLostAgencyKeys, countedAgencyKeys } from '../../../commands/counted-agency-keys.ts'
import { openSqliteAgencyKeyStore } from '../../../infra/agency-keys/sqlite/store.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import { openSqliteVault } from '../../../infra/vault/sqlite/vault.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

describe('keys that agencies have registered', () => {
  let folder: TemporaryFolder
  let vault: Vault
  let said: string[]
  beforeEach(async () => {
    folder = temporaryFolder()
    vault = await openSqliteVault({ folder: join(folder.path, 'vault'), masterKeyFile: join(folder.path, 'master.key') })
    said = []
  })
  afterEach(async () => {
    await vault.close()
    folder.remove()
  })
  const logger = createLog(
    'warn',
    new Writable({
      write: (line: Buffer, _, done) => {
        said.push(String(line))
        done()
      },
    }),
  )
  const file = (): string => join(folder.path, 'agency-keys.sqlite')
  const open = () => countedAgencyKeys(openSqliteAgencyKeyStore(file()), vault, logger)
  const keyOf = (kid: string) => ({ agency: agencyNamed('westmere-police'), kid, jwk: '{}', addedAt: 1, endsAt: 100 })

  it('are counted, so that a start says how many are gone, and of whom says nothing; until they are registered anew', async () => {
    const store = await open()
    for (const kid of ['a', 'b', 'b']) await store.add(keyOf(kid), 4)
    await store.retire(agencyNamed('westmere-police'), 'a', 2)
    await store.close()
    await (await open()).close()
    expect([said, await vault.count('agency-keys')]).toEqual([[], 2])

    rmSync(file())
    const emptied = await open()
    expect(said).toHaveLength(1)
    expect(JSON.parse(said[0] ?? '')).toMatchObject({
      code: 'agency-keys-missing',
      count: 2,
      msg: expect.stringContaining('2 of the 2 keys that agencies have registered are gone'),
    })
    expect(said[0]).not.toContain('westmere')

    await emptied.add(keyOf('c'), 4)
    expect(await acceptLostAgencyKeys(emptied, vault)).toBe(2)
    await emptied.close()
    await (await open()).close()
    expect(said).toHaveLength(1)
  })

  it('of an installation of before are counted from now on', async () => {
    const before = openSqliteAgencyKeyStore(file())
    await before.add(keyOf('a'), 4)
    await before.close()
    await (await open()).close()
    expect([said, await vault.count('agency-keys')]).toEqual([[], 1])
  })
})
