import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { backup, backupHandler } from '../../../commands/backup.ts'
import type { Output } from '../../../commands/output.ts'
import { restore } from '../../../commands/restore.ts'
import { listenForCommands } from '../../../commands/socket.ts'
import { replayAndVerify, verifyAll } from '../../../commands/verify.ts'
import { intakeGroupOf } from '../../../consumers/intake/start.ts'
import { trimInboxes } from '../../../consumers/intake/trim-inboxes.ts'
import { caseScope } from '../../../infra/access-log/opening.ts'
import { readerReference } from '../../../core/access-log/reader-reference.ts'
import { readConfiguration } from '../../../infra/configuration/configuration.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { demoReaders, type DemoWorld } from '../../fixtures/demo-world.ts'
import { fileRowsOf, filesOf } from '../../flow/canary/search.ts'
import { purposesOf } from '../../gateway/audit/replay/reads.ts'
import { openedText } from './opened.ts'
import { erase, eraseByTwo, openMarkedWorld } from './world.ts'

const quiet: Output = { json: true, result: () => undefined, progress: () => undefined, failure: () => undefined }

describe('a case that two people have erased', () => {
  let world: DemoWorld
  let marked: Awaited<ReturnType<typeof openMarkedWorld>>
  let kestrel: CaseLogId
  const beside = (name: string): string => join(dirname(world.data), name)
  const makeBackup = async (name: string): Promise<void> => {
    const server = await listenForCommands(world.data, { backup: backupHandler(world.parts) })
    try {
      expect(await backup(readConfiguration({ THROUGHLINE_DATA: world.data }), beside(name), world.clock, quiet)).toBe(0)
    } finally {
      server.close()
    }
  }
  /** What of a chronology's planted strings a text has; birth dates and numbers that both have are left out. */
  const plantedIn = (text: string, name: 'KESTREL' | 'LINNET'): readonly string[] => {
    const others = marked.markers[name === 'KESTREL' ? 'LINNET' : 'KESTREL'].planted
    return [...marked.markers[name].planted].filter((mark) => !others.has(mark) && text.includes(mark))
  }
  const found = (places: readonly { readonly where: string; readonly bytes: Buffer }[]): readonly string[] =>
    places.flatMap(({ where, bytes }) => plantedIn(bytes.toString('latin1'), 'KESTREL').map((mark) => `${mark} in ${where}`))
  const answers = async (): Promise<string> => {
    const texts: string[] = []
    for (const reader of [...demoReaders].filter(({ links }) => links.some((link) => link.case === 'KESTREL')))
      for (const purpose of purposesOf(reader)) {
        const id = await world.caseId('KESTREL', reader.agency)
        for (const path of ['', '/timeline', '/pattern'])
          texts.push(await (await world.get(`/v1/cases/${id}${path}?purpose=${purpose}`, reader.id)).text())
      }
    return texts.join('\n')
  }
  const openings = async () => (await world.parts.vault.keys([caseScope(kestrel)], { create: false }))[0]

  beforeAll(async () => {
    marked = await openMarkedWorld()
    world = marked.world
    kestrel = await world.caseLog('KESTREL')
  }, 240_000)
  afterAll(async () => {
    await world.close()
  })

  it('could be read before, and is erased by nobody alone', async () => {
    expect(plantedIn(await openedText(world.parts), 'KESTREL').length).toBeGreaterThan(20)
    expect(plantedIn(await answers(), 'KESTREL').length).toBeGreaterThan(10)
    expect(Buffer.isBuffer(await openings())).toBe(true)
    await makeBackup('before.tar')
    const given = { step: 'propose', case: kestrel, reason: 'court_order' }
    await expect(erase(world, 'norshire-coordinator', given)).rejects.toThrow(/bus operator/)
    await expect(erase(world, 'auditor', given)).rejects.toThrow(/dpo, system_admin/)
    await expect(erase(world, 'dpo', { ...given, reason: 'because' })).rejects.toThrow(/erasure_reason/)
    await expect(erase(world, 'dpo', { ...given, case: uuidOf('no', 'case') })).rejects.toThrow(/--case/)
    const { id } = (await erase(world, 'admin', given)) as { id: string }
    await expect(erase(world, 'admin', { step: 'approve', id })).rejects.toThrow(/Another person/)
    expect(plantedIn(await openedText(world.parts), 'KESTREL').length).toBeGreaterThan(20)
  }, 120_000)

  it('opens nowhere any more, and the other case does', async () => {
    const linnet = plantedIn(await openedText(world.parts), 'LINNET').length
    const { id } = (await erase(world, 'dpo', { step: 'propose', case: kestrel, reason: 'court_order' })) as { id: string }
    const erased = await erase(world, 'admin', { step: 'approve', id })
    expect(erased).toMatchObject({ id, kind: 'case', events: 9, reduced_left: 0 })
    const { keys, parts } = erased as { keys: { destroyed: number; of: number }; parts: number }
    expect([keys.destroyed, parts > 30]).toEqual([keys.of, true])
    const text = await openedText(world.parts)
    expect([plantedIn(text, 'KESTREL'), plantedIn(text, 'LINNET').length]).toEqual([[], linnet])
    expect(plantedIn(await answers(), 'KESTREL')).toEqual([])
    expect(await openings()).toBe('destroyed')
    expect(await erase(world, 'admin', { step: 'approve', id })).toEqual(erased)
  }, 120_000)

  it('is tombstones to an auditor, and verify and replay find nothing wrong', async () => {
    const id = await world.caseId('KESTREL', 'throughline-operator')
    const { items } = (await (await world.get(`/v1/cases/${id}/timeline?purpose=audit&limit=200`, 'auditor')).json()) as {
      items: { state: string; type: string }[]
    }
    expect(items.filter(({ state }) => state === 'tombstone').length).toBeGreaterThanOrEqual(9)
    const { counts, store } = await replayAndVerify(world.parts, {})
    expect([store, Object.keys(counts).filter((outcome) => outcome !== 'match' && !outcome.includes('erased'))]).toEqual([[], []])
  }, 120_000)

  it('is on record, with who ordered it for what reason', async () => {
    const { items } = (await (await world.get('/v1/access-records?limit=1000', 'auditor')).json()) as {
      items: { id: string; action: string }[]
    }
    const steps = []
    for (const { id } of items.filter(({ action }) => action === 'erase')) {
      const { opened } = (await (await world.get(`/v1/access-records/${id}`, 'auditor')).json()) as {
        opened: { actor: { staff: string }; request: { page: { step: string; reason: string } } }
      }
      steps.push([opened.actor.staff, opened.request.page.step, opened.request.page.reason])
    }
    expect(steps).toEqual([
      ['throughline-operator:admin', 'propose', 'court_order'],
      ['throughline-operator:dpo', 'propose', 'court_order'],
      ['throughline-operator:admin', 'approve', 'court_order'],
      ['throughline-operator:admin', 'approve', 'court_order'],
    ])
  })

  it('is in no file of the data folder but the senders’ own inboxes, nor in another of a backup made after', async () => {
    await makeBackup('after.tar')
    const other = beside('other')
    mkdirSync(other)
    expect(await restore(readConfiguration({ THROUGHLINE_DATA: other }), { file: beside('after.tar'), erasures: [] }, quiet)).toBe(0)
    const places = [world.data, other].flatMap((folder) => [...filesOf(folder), ...fileRowsOf(join(folder, 'log')).record])
    expect(places.length).toBeGreaterThan(100)
    expect(found(places)).toEqual([])
    expect(found(fileRowsOf(join(world.data, 'log')).inbox).length).toBeGreaterThan(20)
  }, 60_000)

  it('is found by nothing: what is said later of the same people goes to a new case, and can be read', async () => {
    const [first] = marked.sent.get('KESTREL') ?? []
    if (first === undefined) throw new Error('No event.')
    const again = { ...first, id: uuidOf('again', first.id), data: { ...first.data, agency_record_ref: 'again' } }
    expect(await world.send(again)).toMatchObject({ status: 'accepted' })
    const row = await world.parts.store.db.selectFrom('link_claim').select('case_log').where('event_id', '=', again.id).executeTakeFirst()
    expect(row?.case_log).not.toBe(kestrel)
    expect(plantedIn(await openedText(world.parts), 'KESTREL').length).toBeGreaterThan(0)
    expect(await verifyAll(world.parts)).toEqual([])
  }, 60_000)

  it('stays erased when a backup of before is put back with the list of erasures', async () => {
    await world.stop()
    renameSync(world.data, beside('lost'))
    mkdirSync(world.data)
    copyFileSync(beside('lost/master.key'), join(world.data, 'master.key'))
    const configuration = readConfiguration({ THROUGHLINE_DATA: world.data })
    expect(await restore(configuration, { file: beside('before.tar'), erasures: [beside('lost/erasures.jsonl')] }, quiet)).toBe(0)
    await world.start()
    expect(plantedIn(await openedText(world.parts), 'KESTREL')).toEqual([])
    expect(plantedIn(await answers(), 'KESTREL')).toEqual([])
    expect(await verifyAll(world.parts)).toEqual([])
  }, 120_000)

  it('is in no byte of any file once the inboxes are trimmed, after thirty days', async () => {
    world.clock.moveTo(world.clock.now() + 31 * 86_400_000)
    expect(await trimInboxes({ log: world.parts.log, clock: world.clock, groupOf: intakeGroupOf })).toBeGreaterThan(10)
    await world.stop()
    const logs = readdirSync(join(world.data, 'log')).map((name) => ({ where: name, bytes: readFileSync(join(world.data, 'log', name)) }))
    expect(logs.length).toBeGreaterThan(0)
    expect(found([...logs, ...filesOf(world.data)])).toEqual([])
    await world.start()
    expect(await verifyAll(world.parts)).toEqual([])
  }, 60_000)

  it('says of a reader nothing either, once the reader is erased', async () => {
    expect(await eraseByTwo(world, { reader: 'norshire-marac:norshire-coordinator' })).toMatchObject({
      kind: 'reader',
      keys: { destroyed: 1, of: 1 },
      events: 0,
    })
    const { db } = world.parts.store
    const reader = readerReference(world.service.reads.secrets.readerIds, 'norshire-marac:norshire-coordinator')
    expect(await db.selectFrom('access_entry').select('id').where('reader', '=', reader).execute()).toEqual([])
    expect(await db.selectFrom('event_reading').select('sequence').where('reader', '=', reader).execute()).toEqual([])
  }, 60_000)
})
