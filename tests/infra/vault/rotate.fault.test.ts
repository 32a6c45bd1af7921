import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openPostgresVault } from '../../../infra/vault/postgres/vault.ts'
import type { DataKey, Vault } from '../../../infra/vault/port.ts'
import { openSqliteVault } from '../../../infra/vault/sqlite/vault.ts'
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const scopes = Array.from({ length: 2_300 }, (_, at) => ({ case: 'case', person: `p${String(at)}`, class: 'VIC_ID' }))
const POINTS = ['master-key-made', 'master-key-half', 'master-key-rewrapped']

let server: TestPostgres
beforeAll(async () => { server = await startTestPostgres() })
afterAll(async () => { await server.stop() })

/** A vault with keys, one of them destroyed, and how `master-key rotate` is run on it. */
interface Place {
  open(): Promise<Vault>
  rotate(crashAt?: string): { readonly code: number | null; readonly signal: string | null; readonly said: string }
  readonly folder: TemporaryFolder
}

async function place(column: 'embedded' | 'postgres'): Promise<Place> {
  const folder = temporaryFolder()
  const masterKeyFile = join(folder.path, 'master.key')
  const url = column === 'postgres' ? await server.createDatabase() : undefined
  const rotate: Place['rotate'] = (crashAt = '') => {
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'throughline.ts', 'master-key', 'rotate'], {
      cwd: root, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', THROUGHLINE_DATA: folder.path, THROUGHLINE_CRASH_AT: crashAt, ...(url === undefined ? {} : { DATABASE_URL: url }) },
    })
    return { code: status, signal, said: stdout + stderr }
  }
  return { folder, rotate, open: () => url === undefined ? openSqliteVault({ folder: join(folder.path, 'vault'), masterKeyFile }) : openPostgresVault({ url, masterKeyFile }) }
}

/** Every key and secret, as the vault gives them. */
const all = async (vault: Vault): Promise<readonly (DataKey | string)[]> => [...await vault.keys(scopes, { create: false }), (await vault.secret('linking')).toString('hex')]

describe.each(['embedded', 'postgres'] as const)('master-key rotate, %s', (column) => {
  let at: Place
  let keys: readonly (DataKey | string)[]
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
  afterAll(() => { at.folder.remove() })

  it('is refused while the vault is open', async () => {
    const vault = await at.open()
    expect(await all(vault)).toEqual(keys)
    expect(at.rotate()).toMatchObject({ code: 1, said: expect.stringMatching(/Stop/) })
    await vault.close()
    await after()
  }, 60_000)

  it('killed at any point, opens by the key of before or the new one, and goes on', async () => {
    for (const point of POINTS) {
      const old = masterKey()
      expect([point, at.rotate(point).signal]).toEqual([point, 'SIGKILL'])
      await after()
      const isNew = point === 'master-key-rewrapped'
      expect([point, masterKey() !== old]).toEqual([point, isNew])
    }
    // What an interrupted one left is used, or at its end.
    expect(at.rotate()).toMatchObject({ code: 0 })
    expect(existsSync(join(at.folder.path, 'master.key.next'))).toBe(false)
    await after()
  }, 60_000)

  it('gives every key and secret as before, and nothing opens by the old master key', async () => {
    const old = masterKey()
    const { code, said } = at.rotate()
    expect([code, said]).toEqual([0, expect.stringMatching(/^2300 keys are wrapped under a new master key/)])
    expect(masterKey()).not.toBe(old)
    await after()
    const kept = readdirSync(at.folder.path).filter((name) => name.startsWith('master.key.before-'))
    expect(kept.map((name) => readFileSync(join(at.folder.path, name), 'utf8'))).toContain(old)
    const wrong = column === 'embedded'
      ? openSqliteVault({ folder: join(at.folder.path, 'vault'), masterKeyFile: join(at.folder.path, kept.find((name) => readFileSync(join(at.folder.path, name), 'utf8') === old) ?? '') })
      : Promise.reject(Object.assign(new Error(), { code: 'wrong-master-key' }))
    await expect(wrong).rejects.toMatchObject({ code: 'wrong-master-key' })
  }, 60_000)
})
