import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { backup, backupHandler } from '../../commands/backup.ts'
import type { CloudEventJson } from '../../commands/demo/folder.ts'
import type { Output } from '../../commands/output.ts'
import { restore } from '../../commands/restore.ts'
import { listenForCommands } from '../../commands/socket.ts'
import { replayAndVerify } from '../../commands/verify.ts'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { eventScope } from '../../infra/vault/event-scope.ts'
import type { DemoWorld } from '../fixtures/demo-world.ts'
import { uuidOf } from '../fixtures/demo-events.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { openSmallWorld, target, timelines, upToDate } from './small-world.ts'

const said = (results: unknown[]): Output => ({
  json: true,
  result: (_words, value) => {
    results.push(value)
  },
  progress: () => undefined,
  failure: () => undefined,
})

/** The drill: made while it serves, put back into an empty folder, read again. */
describe('a backup of the embedded column, made while it serves', () => {
  let world: DemoWorld
  let before: ReadonlyMap<string, string>
  const folder = (): string => dirname(world.data)
  const file = (name: string): string => join(folder(), name)
  const configuration = (data = world.data) => readConfiguration({ THROUGHLINE_DATA: data })
  const makeBackup = async (name: string): Promise<Readonly<Record<string, unknown>>> => {
    const [results, server] = [[] as Record<string, unknown>[], await listenForCommands(world.data, { backup: backupHandler(world.parts) })]
    try {
      expect(await backup(configuration(), file(name), world.clock, said(results))).toBe(0)
    } finally {
      server.close()
    }
    return results[0] ?? {}
  }
  const putBack = async (name: string, erasures: readonly string[], data = world.data): Promise<Readonly<Record<string, unknown>>> => {
    const results: Record<string, unknown>[] = []
    expect(await restore(configuration(data), { file: file(name), erasures }, said(results))).toBe(0)
    return results[0] ?? {}
  }
  const erase = (event: CloudEventJson): Promise<unknown> =>
    world.send({
      ...event,
      id: uuidOf('erase', event.id),
      type: 'record.erased',
      source: '/agencies/fixture-bus_operator/records',
      data: {
        ...event.data,
        agency_record_ref: uuidOf('ref', event.id),
        harmed: [],
        details: { target_event: event.id, reason: 'published_in_error', erased_on: '2025-09-02T12:00:00Z' },
      },
    })
  const ownKey = async (event: CloudEventJson) => {
    const [, , agency = '', system = ''] = event.source.split('/')
    return (await world.parts.vault.keys([eventScope({ agency: agencyNamed(agency), system, event_id: event.id })], { create: false }))[0]
  }

  beforeAll(async () => {
    world = await openSmallWorld()
    before = await timelines(world)
  }, 180_000)
  afterAll(async () => {
    await world.close()
  })

  it('is one file for its user alone, without the master key, and is never written over', async () => {
    const { parts, records } = await makeBackup('one.tar')
    expect((parts as { path: string }[]).map(({ path }) => path)).toEqual([
      'heads/heads.sqlite',
      'transparency-log/checkpoint',
      'transparency-log/log.sqlite',
      'log/events.sqlite',
      'vault/vault.sqlite',
      'identity/agency-keys.sqlite',
    ])
    expect(records).toBeGreaterThan(30)
    expect(statSync(file('one.tar')).mode & 0o777).toBe(0o600)
    expect(readFileSync(file('one.tar')).includes(readFileSync(join(world.data, 'master.key')))).toBe(false)
    expect(readdirSync(folder()).filter((name) => name.includes('partial'))).toEqual([])
    await expect(backup(configuration(), file('one.tar'), world.clock, said([]))).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('never written over'),
    })
    await expect(backup(configuration(), join(world.data, 'two.tar'), world.clock, said([]))).rejects.toMatchObject({ code: 'refused' })
  }, 60_000)

  it('is put back into an empty folder only, and a damaged one not at all', async () => {
    await expect(restore(configuration(), { file: file('one.tar'), erasures: [] }, said([]))).rejects.toMatchObject({ code: 'not-empty' })
    const bytes = readFileSync(file('one.tar'))
    const other = file('other')
    for (const spoil of [
      bytes.subarray(0, bytes.length / 2),
      bytes.fill(0x7f, Math.floor(bytes.length * 0.6), Math.floor(bytes.length * 0.6) + 9),
      Buffer.from('no backup'),
    ]) {
      writeFileSync(file('spoilt.tar'), spoil)
      await expect(restore(configuration(other), { file: file('spoilt.tar'), erasures: [] }, said([]))).rejects.toMatchObject({
        code: 'damaged',
      })
      expect(readdirSync(other)).toEqual([])
    }
  }, 60_000)

  it('is not put back without the list of what was erased since, or the word that there is none', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'throughline.ts', 'restore', file('one.tar')],
      {
        cwd: join(import.meta.dirname, '..', '..'),
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '', THROUGHLINE_DATA: file('other') },
      },
    )
    expect([status, stderr]).toEqual([2, expect.stringContaining('would come back')])
  })

  it('gives the same timelines, byte for byte, with verify and replay clean', async () => {
    await world.stop()
    renameSync(world.data, file('lost'))
    mkdirSync(world.data)
    copyFileSync(file('lost/master.key'), join(world.data, 'master.key'))
    expect(await putBack('one.tar', [])).toMatchObject({ keys_destroyed: 0, master_key: true })
    for (const name of ['log/events.sqlite', 'vault/vault.sqlite']) expect(statSync(join(world.data, name)).mode & 0o777).toBe(0o600)
    expect(existsSync(join(world.data, 'restoring'))).toBe(false)
    await world.start()
    expect(await timelines(world)).toEqual(before)
    const { counts, findings, store } = await replayAndVerify(world.parts, {})
    expect({ outcomes: Object.keys(counts), findings, store }).toEqual({ outcomes: ['match'], findings: [], store: [] })
  }, 120_000)

  it('does not bring back what was erased since: the list of it is applied before anything serves', async () => {
    expect(await erase(target)).toMatchObject({ status: 'accepted' })
    await upToDate(world)
    expect(await ownKey(target)).toBe('destroyed')
    await world.stop()
    renameSync(join(world.data, 'erasures.jsonl'), file('erasures.jsonl'))
    const [key] = [readFileSync(join(world.data, 'master.key'))]
    rmSync(world.data, { recursive: true })
    mkdirSync(world.data)
    writeFileSync(join(world.data, 'master.key'), key, { mode: 0o600 })
    expect(await putBack('one.tar', [file('erasures.jsonl')])).toMatchObject({ keys_destroyed: 1 })
    await world.start()
    expect(await ownKey(target)).toBe('destroyed')
    expect(readFileSync(join(world.data, 'erasures.jsonl'), 'utf8')).toContain(target.id)
    const words = String((target.data.details as { description?: string }).description)
    expect([...before.values()].some((answer) => answer.includes(words))).toBe(true)
    expect([...(await timelines(world)).values()].some((answer) => answer.includes(words))).toBe(false)
  }, 120_000)

  it('is taken while nothing serves, too, and half a restore is not served', async () => {
    await world.stop()
    const results: unknown[] = []
    expect(await backup(configuration(), file('still.tar'), world.clock, said(results))).toBe(0)
    mkdirSync(join(world.data, 'restoring'))
    await expect(world.start()).rejects.toThrow(/restore into .* did not end/)
    rmSync(join(world.data, 'restoring'), { recursive: true })
    await world.start()
  }, 60_000)
})
