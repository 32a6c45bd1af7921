import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasPostgresVault, openPostgresVault } from '../../../infra/vault/postgres/vault.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import { vaultContract } from '../../contract/vault.ts'
import { startChild } from '../../fixtures/child.ts'
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

let server: TestPostgres
beforeAll(async () => {
  server = await startTestPostgres()
})
afterAll(async () => {
  await server.stop()
})

vaultContract('postgres', async () => {
  const folder = temporaryFolder()
  const url = await server.createDatabase()
  return {
    open: () => openPostgresVault({ url, masterKeyFile: join(folder.path, 'master.key') }),
    shared: true,
    remove: async () => {
      folder.remove()
    },
  }
})

describe('vault in PostgreSQL', () => {
  let folder: TemporaryFolder
  let url: string
  let masterKeyFile: string
  const opened: Vault[] = []
  const open = async () => {
    const vault = await openPostgresVault({ url, masterKeyFile })
    opened.push(vault)
    return vault
  }
  beforeEach(async () => {
    folder = temporaryFolder()
    url = await server.createDatabase()
    masterKeyFile = join(folder.path, 'master.key')
  })
  afterEach(async () => {
    for (const vault of opened.splice(0)) await vault.close()
    folder.remove()
  })
  const scopeOf = (person: number) => ({ case: 'case', person: `p${person}`, class: 'VIC_ID' })

  it('has one master key, one key for each scope and one secret, when five vaults make them at once', async () => {
    expect(await hasPostgresVault(url)).toBe(false)
    const vaults = await Promise.all(Array.from({ length: 5 }, open))
    expect(await hasPostgresVault(url)).toBe(true)
    const scopes = Array.from({ length: 200 }, (_, index) => scopeOf(index))
    const answers = await Promise.all(
      vaults.map((vault, place) => vault.keys(place % 2 === 0 ? scopes : scopes.toReversed(), { create: true })),
    )
    const texts = answers.map((keys, place) =>
      (place % 2 === 0 ? keys : keys.toReversed()).map((key) => (key as Buffer).toString('hex')).join(),
    )
    expect(new Set(texts).size).toBe(1)
    const secrets = await Promise.all(vaults.map((vault) => vault.secret('linking')))
    expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(1)
  })

  it('gives three processes the same keys, made at once in orders of their own', async () => {
    await open()
    const children = [0, 1, 2].map((from) =>
      startChild(new URL('./postgres-child.ts', import.meta.url), [url, masterKeyFile, String(from)]),
    )
    const printed = await Promise.all(children.map((child) => child.lines(2)))
    await Promise.all(children.map((child) => child.kill()))
    expect(new Set(printed.map((lines) => lines.join('\n'))).size).toBe(1)
  })

  it('never gives a key that another process destroyed, whatever it gave before', async () => {
    const [one, other] = [await open(), await open()]
    const [key] = await one.keys([scopeOf(1)], { create: true })
    expect(await other.keys([scopeOf(1)], { create: false })).toEqual([key])
    await one.destroy(scopeOf(1))
    expect(await other.keys([scopeOf(1)], { create: true })).toEqual(['destroyed'])
  })

  it('holds it in the database that a key is destroyed or stays', async () => {
    const vault = await open()
    await vault.keys([scopeOf(1), scopeOf(2)], { create: true })
    await vault.destroy(scopeOf(1))
    for (const statement of [
      "update vault.data_key set wrapped = '\\x00' where person = 'p1'",
      "update vault.data_key set wrapped = '\\x00' where person = 'p2'",
      "update vault.data_key set person = 'p9', wrapped = null where person = 'p2'",
      'delete from vault.data_key',
      'truncate vault.data_key',
    ])
      await expect(server.ask(url, statement)).rejects.toMatchObject({ code: '23001' })
    expect(await vault.keys([scopeOf(1), scopeOf(9)], { create: false })).toEqual(['destroyed', 'absent'])
  })

  it('writes no key but wrapped, and no key that was moved to another scope opens', async () => {
    const vault = await open()
    const keys = await vault.keys([scopeOf(1), scopeOf(2)], { create: true })
    const rows = await server.ask(url, 'select wrapped from vault.data_key union all select wrapped from vault.master_check')
    expect(rows).toHaveLength(3)
    for (const key of keys) expect(rows.some(({ wrapped }) => (wrapped as Buffer).includes(key as Buffer))).toBe(false)
    await server.ask(url, "insert into vault.data_key select case_id, 'p3', class, wrapped from vault.data_key where person = 'p1'")
    await expect(vault.keys([scopeOf(3)], { create: false })).rejects.toMatchObject({ code: 'corrupt' })
  })

  it('refuses another master key, and none', async () => {
    await open()
    writeFileSync(masterKeyFile, `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 })
    await expect(open()).rejects.toMatchObject({ code: 'wrong-master-key' })
    rmSync(masterKeyFile)
    await expect(open()).rejects.toMatchObject({ code: 'master-key-missing' })
  })
})
