import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { noCrash } from '../../../infra/faults/crash-point.ts'
import { openStillPostgresVault } from '../../../infra/vault/postgres/rotate.ts'
import { openPostgresVault } from '../../../infra/vault/postgres/vault.ts'
import type { DataKey, Vault } from '../../../infra/vault/port.ts'
import { rotateMasterKey, type Rotated } from '../../../infra/vault/rotation.ts'
import { openStillSqliteVault } from '../../../infra/vault/sqlite/rotate.ts'
import { openSqliteVault } from '../../../infra/vault/sqlite/vault.ts'
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const scopes = Array.from({ length: 2_300 }, (_, at) => ({ case: 'case', person: `p${String(at)}`, class: 'VIC_ID' }))
const POINTS = ['master-key-made', 'master-key-half', 'master-key-rewrapped'] as const

let server: TestPostgres
beforeAll(async () => {
  server = await startTestPostgres()
})
afterAll(async () => {
  await server.stop()
})

/** A vault with keys, one of them destroyed, and how `master-key rotate` is run on it. */
interface Place {
  open(): Promise<Vault>
  /** In this process. */
  rotate(): Promise<Rotated>
  /** By the command, in a process that is killed at a point; resolves with the signal that ended it. */
  rotateUntil(point: string): string | null
  readonly folder: TemporaryFolder
}

async function place(column: 'embedded' | 'postgres'): Promise<Place> {
  const folder = temporaryFolder()
  const masterKeyFile = join(folder.path, 'master.key')
  const url = column === 'postgres' ? await server.createDatabase() : undefined
  const rotateUntil: Place['rotateUntil'] = (point) =>
    spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'throughline.ts', 'master-key', 'rotate'], {
      cwd: root,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        THROUGHLINE_DATA: folder.path,
        THROUGHLINE_CRASH_AT: point,
        ...(url === undefined ? {} : { DATABASE_URL: url }),
      },
    }).signal
  const rotate: Place['rotate'] = async () => {
    const vault = url === undefined ? openStillSqliteVault(join(folder.path, 'vault')) : await openStillPostgresVault(url)
    try {
      return await rotateMasterKey(vault, { file: masterKeyFile, crashPoint: noCrash, progress: () => undefined })
    } finally {
      await vault.close()
    }
  }
  return {
    folder,
    rotate,
    rotateUntil,
    open: () =>
      url === undefined
        ? openSqliteVault({ folder: join(folder.path, 'vault'), masterKeyFile })
        : openPostgresVault({ url, masterKeyFile }),
  }
}

/** Every key and secret, as the vault gives them. */
const all = async (vault: Vault): Promise<readonly DataKey[]> => [
  ...(await vault.keys(scopes, { create: false })),
  await vault.secret('linking'),
]

describe.each(['embedded', 'postgres'] as const)('master-key rotate, %s', (column) => {
  let at: Place
  let keys: readonly DataKey[]
  const masterKey = (): string => readFileSync(join(at.folder.path, 'master.key'), 'utf8')
  const after = async (): Promise<void> => {
    const vault = await at.open()
    expect(await all(vault)).toEqual(keys)
    await vault.close()
  }
  beforeAll(async () => {
    at = await place(column)
    const vault = await at.open()
    await vault.keys(scopes, { create: true })
    await vault.secret('linking')
    await vault.destroy(scopes[7] ?? { case: '', person: '', class: '' })
    keys = await all(vault)
    await vault.close()
  }, 60_000)
  afterAll(() => {
    at.folder.remove()
  })

  it('is refused while the vault is open', async () => {
    const vault = await at.open()
    expect(await all(vault)).toEqual(keys)
    await expect(at.rotate()).rejects.toMatchObject({ code: 'locked', message: expect.stringMatching(/Stop/) })
    await vault.close()
    await after()
  }, 60_000)

  it('killed at any point, opens by the key of before or the new one, and goes on', async () => {
    for (const point of column === 'embedded' ? POINTS : POINTS.slice(1)) {
      const old = masterKey()
      expect([point, at.rotateUntil(point)]).toEqual([point, 'SIGKILL'])
      await after()
      const isNew = point === 'master-key-rewrapped'
      expect([point, masterKey() !== old]).toEqual([point, isNew])
    }
    // What an interrupted one left is used, or at its end.
    await at.rotate()
    expect(existsSync(join(at.folder.path, 'master.key.next'))).toBe(false)
    await after()
  }, 60_000)

  it('gives every key and secret as before, and nothing opens by the old master key', async () => {
    const old = masterKey()
    // All but the destroyed one, and the secret.
    expect(await at.rotate()).toMatchObject({ rewrapped: scopes.length })
    expect(masterKey()).not.toBe(old)
    await after()
    const kept = readdirSync(at.folder.path).filter((name) => name.startsWith('master.key.before-'))
    expect(kept.map((name) => readFileSync(join(at.folder.path, name), 'utf8'))).toContain(old)
    writeFileSync(join(at.folder.path, 'master.key'), old, { mode: 0o600 })
    await expect(at.open()).rejects.toMatchObject({ code: 'wrong-master-key' })
  }, 60_000)
})
