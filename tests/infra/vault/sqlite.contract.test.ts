import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteVault } from '../../../infra/vault/sqlite/vault.ts'
import { vaultContract } from '../../contract/vault.ts'
import { startChild } from '../../fixtures/child.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

const placeOf = (folder: string) => ({ folder: join(folder, 'vault'), masterKeyFile: join(folder, 'master.key') })

vaultContract('sqlite', async () => {
  const folder = temporaryFolder()
  return {
    open: () => openSqliteVault(placeOf(folder.path)),
    remove: async () => {
      folder.remove()
    },
  }
})

describe('embedded vault', () => {
  let folder: TemporaryFolder
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => {
    folder.remove()
  })
  const place = () => placeOf(folder.path)
  const file = () => join(place().folder, 'vault.sqlite')
  const scopeOf = (person: number) => ({ case: 'case', person: `p${person}`, class: 'VIC_ID' })
  const secrets = () => {
    const database = new DatabaseSync(file())
    const rows = database.prepare('select person, wrapped from data_key').all() as unknown as {
      person: string
      wrapped: Uint8Array | null
    }[]
    database.close()
    return new Map(rows.map((row) => [row.person, row.wrapped === null ? null : Buffer.from(row.wrapped)]))
  }

  it('is readable by its user alone, and so is the master key that it makes', async () => {
    const vault = await openSqliteVault(place())
    await vault.keys([scopeOf(1)], { create: true })
    const mode = (path: string) => statSync(path).mode & 0o777
    expect(mode(place().folder)).toBe(0o700)
    expect(mode(place().masterKeyFile)).toBe(0o600)
    for (const name of readdirSync(place().folder)) expect(mode(join(place().folder, name))).toBe(0o600)
    expect(readFileSync(place().masterKeyFile, 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/)
    await vault.close()
  })

  it('writes no key but wrapped', async () => {
    const vault = await openSqliteVault(place())
    const keys = await vault.keys([scopeOf(1), scopeOf(2)], { create: true })
    const secret = await vault.secret('linking')
    await vault.close()
    const bytes = readFileSync(file())
    for (const key of [...keys, secret]) expect(bytes.includes(key as Buffer)).toBe(false)
  })

  it('has no byte of a destroyed key left in any file, in a vault of thousands', async () => {
    const scopes = Array.from({ length: 3_000 }, (_, index) => scopeOf((index * 7919) % 3_000))
    const before = await openSqliteVault(place())
    for (let from = 0; from < scopes.length; from += 500) await before.keys(scopes.slice(from, from + 500), { create: true })
    await before.close()
    const wrapped = secrets()
    const victims = scopes.filter((_, index) => index % 100 === 7)

    const vault = await openSqliteVault(place())
    for (const scope of victims) await vault.destroy(scope)
    const files = readdirSync(place().folder).map((name) => readFileSync(join(place().folder, name)))
    for (const { person } of victims) {
      // Nonce and ciphertext: without its first half no remainder opens anything.
      const bytes = wrapped.get(person)?.subarray(1, 29) ?? Buffer.alloc(1)
      expect(files.some((content) => content.includes(bytes))).toBe(false)
    }
    await vault.close()
    const left = secrets()
    expect(victims.map(({ person }) => left.get(person))).toEqual(victims.map(() => null))
    expect([...left.values()].filter((value) => value !== null)).toHaveLength(3_000 - victims.length)
  })

  it('refuses another master key and says what to do', async () => {
    await (await openSqliteVault(place())).close()
    writeFileSync(place().masterKeyFile, `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 })
    const refused = { code: 'wrong-master-key', message: expect.stringMatching(/Put the right file back/) }
    await expect(openSqliteVault(place())).rejects.toMatchObject(refused)
  })

  it('refuses a master key file that is not one, without saying what it holds', async () => {
    writeFileSync(place().masterKeyFile, 'hunter2', { mode: 0o600 })
    await expect(openSqliteVault(place())).rejects.toMatchObject({
      code: 'wrong-master-key',
      message: expect.stringMatching(/32 bytes in base64/),
    })
    await expect(openSqliteVault(place())).rejects.not.toMatchObject({ message: expect.stringMatching(/hunter2/) })
  })

  it('refuses to start without the master key of a vault that has one, and makes no other', async () => {
    await (await openSqliteVault(place())).close()
    rmSync(place().masterKeyFile)
    const refused = { code: 'master-key-missing', message: expect.stringMatching(/Put that file back/) }
    await expect(openSqliteVault(place())).rejects.toMatchObject(refused)
    expect(existsSync(place().masterKeyFile)).toBe(false)
  })

  it('takes a master key that was put there before the first start', async () => {
    writeFileSync(place().masterKeyFile, Buffer.alloc(32, 9).toString('base64'), { mode: 0o600 })
    const [key] = await openSqliteVault(place()).then(async (vault) => {
      const keys = await vault.keys([scopeOf(1)], { create: true })
      await vault.close()
      return keys
    })
    const again = await openSqliteVault(place())
    expect(await again.keys([scopeOf(1)], { create: false })).toEqual([key])
    await again.close()
  })

  it('gives no key whose row was moved to another scope', async () => {
    const vault = await openSqliteVault(place())
    await vault.keys([scopeOf(1), scopeOf(2)], { create: true })
    await vault.close()
    const database = new DatabaseSync(file())
    database.exec("update data_key set wrapped = (select wrapped from data_key where person = 'p1') where person = 'p2'")
    database.close()
    const again = await openSqliteVault(place())
    await expect(again.keys([scopeOf(2)], { create: false })).rejects.toMatchObject({ code: 'corrupt' })
    await again.close()
  })

  it('says that a file is damaged', async () => {
    await (await openSqliteVault(place())).close()
    writeFileSync(file(), 'this is not a database, but long enough to have a header of a hundred bytes '.repeat(20))
    await expect(openSqliteVault(place())).rejects.toMatchObject({ code: 'corrupt' })
  })

  it('has every key that it gave, and none that it destroyed, after kill -9', async () => {
    for (const [round, count] of [40, 75].entries()) {
      const own = placeOf(join(folder.path, String(round)))
      const child = startChild(new URL('./sqlite-child.ts', import.meta.url), [own.folder, own.masterKeyFile])
      await child.lines(count)
      await expect(openSqliteVault(own)).rejects.toMatchObject({ code: 'locked' })
      const promised = new Map((await child.kill()).map((line) => line.split(' ') as [string, string]))
      expect(promised.size).toBeGreaterThanOrEqual(30)
      const vault = await openSqliteVault(own)
      const keys = await vault.keys(
        [...promised.keys()].map((number) => scopeOf(Number(number))),
        { create: false },
      )
      const found = keys.map((key) => (typeof key === 'string' ? key : key.toString('hex')))
      // The last key may be destroyed already, before it was said.
      expect(found.slice(0, -1)).toEqual([...promised.values()].slice(0, -1))
      expect(found.at(-1)).not.toBe('absent')
      await vault.close()
    }
  })
})
