import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { join } from 'node:path'
import { openPostgresAgencyKeyStore } from '../../../infra/agency-keys/postgres/store.ts'
import { applyDatabase } from '../../../infra/database/apply.ts'
import { ROLES, type Role } from '../../../infra/database/rights.ts'
import { applyRoles } from '../../../infra/database/roles.ts'
import { migrations } from '../../../infra/read-store/migrations/index.ts'
import { openPostgresStore } from '../../../infra/read-store/postgres/store.ts'
import { replaceServed } from '../../../infra/read-store/postgres/replace-served.ts'
import { openPostgresSessionStore } from '../../../infra/sessions/postgres/store.ts'
import { openPostgresVault } from '../../../infra/vault/postgres/vault.ts'
import { asRole, startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

const DENIED = { code: '42501' }
const passwords = Object.fromEntries(ROLES.map((role) => [role, `password-of-${role}`])) as Record<Role, string>

describe('roles of the database', () => {
  let server: TestPostgres
  let folder: TemporaryFolder
  let url: string
  beforeAll(async () => {
    server = await startTestPostgres()
    folder = temporaryFolder()
    url = await server.createDatabase()
    await Promise.all([applyDatabase(url, { passwords }), applyDatabase(url, { passwords })])
  })
  afterAll(async () => {
    await server.stop()
    folder.remove()
  })
  const as = (role: Role, database = url): string => asRole(database, role, passwords[role])
  const ask = (role: Role, statement: string) => server.ask(as(role), statement)
  const tables = async (): Promise<readonly string[]> =>
    (
      await server.ask(
        url,
        "select schemaname || '.' || tablename as name from pg_tables where schemaname in ('timeline', 'vault', 'identity', 'heads', 'transparency')",
      )
    ).map(({ name }) => String(name))

  it('are made once, and again without change; what one has too much is taken from it', async () => {
    const rights = () =>
      server.ask(
        url,
        "select grantee, table_schema, table_name, privilege_type from information_schema.role_table_grants where grantee like 'throughline%' order by 1, 2, 3, 4",
      )
    const before = await rights()
    expect(await applyDatabase(url)).toEqual({ made: [] })
    await server.ask(url, 'grant all on timeline.case_part to throughline_gateway')
    await applyRoles(url)
    expect(await rights()).toEqual(before)
    expect(
      await server.ask(
        url,
        "select rolname from pg_roles where rolname like 'throughline%' and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls)",
      ),
    ).toEqual([])
  })

  it('let those who read the logs move their heads on, never back, and nobody forget one', async () => {
    await ask('throughline_timeline', "insert into heads.head values ('access.log', 0, 0, 5, '', '', 1)")
    await ask('throughline_intake', 'update heads.head set next_offset = 6')
    for (const back of ['next_offset = 5', 'first_offset = 1, next_offset = 7'])
      await expect(ask('throughline_timeline', `update heads.head set ${back}`)).rejects.toMatchObject({ code: '23001' })
    for (const role of ROLES)
      for (const statement of [
        'delete from heads.head',
        'truncate heads.head',
        "insert into heads.accepted_loss (topic) values ('access.log')",
      ])
        await expect(ask(role, statement)).rejects.toMatchObject(DENIED)
    await expect(ask('throughline_gateway', 'update heads.head set next_offset = 7')).rejects.toMatchObject(DENIED)
  })

  it('let the timeline grow the transparency log, and nobody change or delete a leaf of it', async () => {
    await ask('throughline_timeline', 'update transparency.log_position set size = 1, next_offset = 1')
    await ask('throughline_timeline', "insert into transparency.leaf values (0, '\\x01', '{}')")
    for (const role of ROLES)
      for (const statement of ['delete from transparency.leaf', "update transparency.leaf set entry = ''", 'truncate transparency.tile'])
        await expect(ask(role, statement)).rejects.toMatchObject(DENIED)
    for (const role of ['throughline_gateway', 'throughline_audit'] as const) {
      expect(await ask(role, 'select leaf_index from transparency.leaf')).toHaveLength(1)
      await expect(ask(role, "insert into transparency.checkpoint values ('signed', 1, '')")).rejects.toMatchObject(DENIED)
    }
    await expect(ask('throughline_intake', 'select * from transparency.leaf')).rejects.toMatchObject(DENIED)
  })

  it('let the gateway read the timeline, and write or delete no row of it', async () => {
    expect(await ask('throughline_gateway', 'select * from timeline.case_event')).toEqual([])
    for (const table of (await tables()).filter((name) => name.startsWith('timeline.'))) {
      for (const statement of [`insert into ${table} default values`, `delete from ${table}`, `truncate ${table}`, `drop table ${table}`]) {
        await expect(ask('throughline_gateway', statement)).rejects.toMatchObject(DENIED)
      }
    }
    await expect(ask('throughline_gateway', 'update timeline.consumer_offset set next_offset = 0')).rejects.toMatchObject(DENIED)
    await expect(ask('throughline_gateway', 'select * from timeline.link_token')).rejects.toMatchObject(DENIED)
    expect(await ask('throughline_gateway', "select * from timeline.subject_cases('0', '0')")).toEqual([])
    expect(await ask('throughline_gateway', "select * from timeline.proceeding_cases('bail', array['0'])")).toEqual([])
    await expect(ask('throughline_gateway', 'select * from timeline.link_proceeding')).rejects.toMatchObject(DENIED)
    expect(await ask('throughline_gateway', "select * from timeline.name_tokens(array['0'])")).toEqual([])
    await expect(ask('throughline_gateway', 'create table timeline.mine (id integer)')).rejects.toMatchObject(DENIED)
  })

  it('keep sessions to the gateway', async () => {
    for (const role of ['throughline_timeline', 'throughline_intake'] as const) {
      await expect(ask(role, 'select * from identity.session')).rejects.toMatchObject(DENIED)
      await expect(ask(role, "insert into identity.session values ('\\x00', '{}', 1, 1)")).rejects.toMatchObject(DENIED)
    }
    const sessions = await openPostgresSessionStore({ url: as('throughline_gateway') })
    await sessions.add(Buffer.alloc(32, 1), '{}', 10)
    await sessions.change(Buffer.alloc(32, 1), '{"purpose":"x"}')
    await sessions.touch(Buffer.alloc(32, 1), 20)
    expect(await sessions.find(Buffer.alloc(32, 1), { begun: 0, used: 0 })).toEqual({ content: '{"purpose":"x"}', begun: 10, used: 20 })
    await sessions.sweep({ begun: 10, used: 0 })
    await sessions.remove(Buffer.alloc(32, 1))
    await sessions.close()
  })

  it('let control keep keys of systems and no key of a case, and an auditor read everything that is compared and write nothing', async () => {
    expect(await ask('throughline_control', 'select * from identity.agency_key')).toEqual([])
    for (const table of ['vault.data_key', 'timeline.case_part', 'identity.session'])
      await expect(ask('throughline_control', `select * from ${table}`)).rejects.toMatchObject(DENIED)
    for (const table of ['link_token', 'link_claim', 'case_part', 'control_entry'])
      expect(await ask('throughline_audit', `select * from timeline.${table}`)).toEqual([])
    for (const table of await tables())
      await expect(ask('throughline_audit', `insert into ${table} default values`)).rejects.toMatchObject(DENIED)
  })

  it('let nobody delete a row of the timeline or a key, and only intake and timeline destroy one', async () => {
    for (const role of ROLES) {
      for (const table of ['case_event', 'case_part', 'case_log', 'control_entry', 'link_claim'])
        await expect(ask(role, `delete from timeline.${table}`)).rejects.toMatchObject(DENIED)
      await expect(ask(role, 'delete from vault.data_key')).rejects.toMatchObject(DENIED)
      await expect(ask(role, "update vault.secret set wrapped = '\\x00'")).rejects.toMatchObject(DENIED)
    }
    const masterKeyFile = join(folder.path, 'master.key')
    const scope = { case: 'c', person: 'p', class: 'VIC_ID' }
    const vaults: (readonly [Role, Awaited<ReturnType<typeof openPostgresVault>>])[] = []
    // The first makes the master key, which an auditor may not.
    for (const role of ROLES) vaults.push([role, await openPostgresVault({ url: as(role), masterKeyFile })])
    const vaultOf = (role: Role) => new Map(vaults).get(role)
    const made = await vaultOf('throughline_gateway')?.keys([scope], { create: true })
    expect(await vaultOf('throughline_timeline')?.keys([scope], { create: false })).toEqual(made)
    await expect(vaultOf('throughline_gateway')?.destroy(scope)).rejects.toMatchObject(DENIED)
    // Intake destroys the waiting form of what was linked; the timeline, what was erased.
    await vaultOf('throughline_intake')?.destroy(scope)
    await vaultOf('throughline_timeline')?.destroy({ ...scope, case: 'd' })
    expect(await vaultOf('throughline_gateway')?.keys([scope], { create: true })).toEqual(['destroyed'])
    expect(await vaultOf('throughline_gateway')?.keys([{ ...scope, case: 'd' }], { create: true })).toEqual(['destroyed'])
    for (const [, vault] of vaults) await vault.close()
  })

  it('say who may not see the keys of agencies, not that nothing answers', async () => {
    await expect(openPostgresAgencyKeyStore({ url: as('throughline_audit') })).rejects.toMatchObject({
      code: 'rights',
      message: 'This user of the database may not see the keys of agencies.',
    })
  })

  it('let everybody who opens parts say that a key is missing, and only who runs control accept its loss', async () => {
    const masterKeyFile = join(folder.path, 'master.key')
    // An auditor finds it, and says so to who asked.
    const sayers = ROLES.filter((role) => role !== 'throughline_audit')
    const vaults = new Map(
      await Promise.all(sayers.map(async (role) => [role, await openPostgresVault({ url: as(role), masterKeyFile })] as const)),
    )
    const decision = { at: '2026-01-01T00:00:00.000Z', reason: 'No copy of the vault exists.' }
    for (const [role, vault] of vaults)
      await vault.reportMissing([
        { scope: { case: 'gone', person: role, class: 'VIC_ID' }, at: '2025-12-31T00:00:00.000Z', forGood: false },
      ])
    for (const [, vault] of vaults) expect(await vault.missing()).toMatchObject({ keys: sayers.length })
    for (const role of ['throughline_intake', 'throughline_gateway'] as const)
      await expect(vaults.get(role)?.acceptLoss(decision)).rejects.toMatchObject(DENIED)
    await expect(
      vaults.get('throughline_gateway')?.keys([{ case: 'new', person: '', class: 'META' }], { create: true }),
    ).rejects.toMatchObject({ code: 'keys-missing' })
    expect(await vaults.get('throughline_control')?.acceptLoss(decision)).toMatchObject({ keys: sayers.length })
    expect(await vaults.get('throughline_gateway')?.acceptedLosses()).toHaveLength(1)
    for (const [, vault] of vaults) await vault.close()
  })

  it('open a store that is of this release, and are told what to do about any other', async () => {
    for (const role of ROLES) {
      const store = await openPostgresStore({ url: as(role) })
      expect(store.fresh).toBe(false)
      await store.close()
    }
    const later = [...migrations, { name: '9999-later', statements: ['create table later (id integer primary key)'] }]
    const early = { code: 'migration', message: expect.stringMatching(/throughline database apply/) }
    await expect(openPostgresStore({ url: as('throughline_gateway'), migrations: later })).rejects.toMatchObject(early)
    await expect(openPostgresStore({ url: as('throughline_timeline', await server.createDatabase()) })).rejects.toMatchObject(early)
    await expect(openPostgresStore({ url: as('throughline_timeline'), beside: true })).rejects.toMatchObject({
      code: 'start',
      message: expect.stringMatching(/owner/),
    })
    await expect(openPostgresStore({ url: as('throughline_gateway'), migrations: [] })).rejects.toMatchObject({
      code: 'migration',
      message: expect.stringMatching(/another release/),
    })
  })

  it('have their rights again after the owner has put another store in its place', async () => {
    const beside = await openPostgresStore({ url, beside: true, patient: true })
    await beside.close()
    await replaceServed(url, async () => undefined)
    expect(await ask('throughline_gateway', 'select * from timeline.case_event')).toEqual([])
    await expect(ask('throughline_gateway', 'delete from timeline.case_event')).rejects.toMatchObject(DENIED)
  })

  /** What the gateway looks up through functions of the owner's, when it reads a timeline. */
  const lookUp = () => ask('throughline_gateway', "select * from timeline.name_tokens(array['nobody'])")

  it('look up names in the tables that are served, when the owner has put another store in their place', async () => {
    const beside = await openPostgresStore({ url, beside: true, patient: true })
    await beside.close()
    await replaceServed(url, async () => undefined)
    expect(await lookUp()).toEqual([])
  })

  it('do so again after database apply, where an earlier release put the other store there', async () => {
    for (const { name } of await server.ask(
      url,
      "select oid::regprocedure::text as name from pg_proc where pronamespace = 'timeline'::regnamespace and prosecdef",
    ))
      await server.ask(url, `alter function ${String(name)} set search_path to timeline_beside, pg_temp`)
    await expect(lookUp()).rejects.toMatchObject({ code: '42P01' })
    expect(await applyDatabase(url)).toEqual({ made: [] })
    expect(await lookUp()).toEqual([])
  })

  it('are given their rights by an owner who is no superuser', async () => {
    const database = await server.createDatabase()
    await server.ask(url, "create role plain_owner login createrole password 'of-the-owner'")
    await server.ask(url, `alter database ${new URL(database).pathname.slice(1)} owner to plain_owner`)
    expect(await applyDatabase(asRole(database, 'plain_owner', 'of-the-owner'))).toEqual({
      made: ['timeline', 'vault', 'identity', 'heads', 'transparency'],
    })
    const store = await openPostgresStore({ url: as('throughline_gateway', database) })
    await store.close()
  })

  it('are not made by who may not', async () => {
    await expect(applyRoles(as('throughline_gateway'))).rejects.toMatchObject({ code: 'rights' })
  })
})
