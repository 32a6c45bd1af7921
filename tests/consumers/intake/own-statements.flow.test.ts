import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import avro from 'avsc'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { catchUpLinks } from '../../../consumers/intake/catch-up.ts'
import { verifyLinks } from '../../../consumers/verify-links.ts'
import { schemasFolder } from '../../../schemas/catalogue/files.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { encodeWire } from '../../../schemas/codec/wire.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { openTestStore } from '../../fixtures/read-store.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { cast, incident } from './events.ts'
import { openInstallation, type Installation } from './harness.ts'

const folder = temporaryFolder()
let installation: Installation
beforeAll(async () => {
  installation = await openInstallation(folder.path)
})
afterAll(async () => {
  await installation.close()
  folder.remove()
})

const { subject, harmed, pnc } = cast(20)
const detailsOf = (type: string): Readonly<Record<string, unknown>> =>
  demoEvents('kestrel').find((event) => event.type === type)?.data.details ?? {}
/** Said of him and her by name alone: nothing links it but the bail, once that is known of him. */
const said = (name: string, type: string, details: object): AgencyEvent => {
  const { given_name: given, family_name: family } = harmed
  return incident(name, {
    type,
    subject,
    harmed: [{ given_name: given, family_name: family }],
    details: { ...detailsOf(type), ...details },
  })
}
const views = said('views of hers', 'bail.victim-views-sought', { bail_id: 'B1' })
const decided = (name: string, bail: string): AgencyEvent => said(name, 'bail.decided', { bail_id: bail, views_event: views.id })
const statusOf = async ({ id }: AgencyEvent): Promise<readonly (readonly [string, readonly string[]])[]> =>
  (await installation.receipts())
    .filter(({ event_id: event }) => event === id)
    .map(({ status, errors }) => [status, errors.map(({ code }) => code)])
const statements = async (store: Installation['store']) =>
  (await store.db.selectFrom('own_statement').selectAll().execute()).map((row) => JSON.stringify(row)).toSorted()
const inCase = async ({ id }: AgencyEvent): Promise<boolean> =>
  (await installation.store.db.selectFrom('link_claim').select('event_id').where('event_id', '=', id).execute()).length > 0

/** A version of a record's schema that was released before, with its id. */
function releasedOf(subject: string, version: number) {
  const ids = JSON.parse(readFileSync(join(schemasFolder, 'released', 'ids.json'), 'utf8')) as Record<
    string,
    { readonly subject: string; readonly version: number }
  >
  const [id] = Object.entries(ids).find(([, released]) => released.subject === subject && released.version === version) ?? []
  const schema = JSON.parse(readFileSync(join(schemasFolder, 'released', subject, `${String(version)}.avsc`), 'utf8')) as avro.Schema
  return { id: Number(id), type: avro.Type.forSchema(schema) }
}

describe('what an event says by which later ones of its agency are judged', () => {
  it('is known of an event of the same batch and of one that waits since another start', async () => {
    const [right, wrong] = [decided('of the same bail', 'B1'), decided('of another bail', 'B2')]
    await installation.take([views, right, wrong])
    const later = decided('of another bail, later', 'B2')
    await installation.take([later])
    expect(await inCase(views)).toBe(false)
    expect(await statusOf(right)).toMatchObject([['accepted', []]])
    expect([await statusOf(wrong), await statusOf(later)]).toEqual([[['rejected', ['G14']]], [['rejected', ['G14']]]])
  })

  it('is the same when what waited is in a case, after a rebuild, and for the check of the link log', async () => {
    const before = await statements(installation.store)
    await installation.take([
      incident('his number', { agency: 'westmere-probation', subject: { ...subject, identifiers: [pnc] }, harmed: [harmed] }),
    ])
    const linking = incident('hers', {
      type: 'bail.victim-views-sought',
      subject: { ...subject, identifiers: [pnc] },
      harmed: [harmed],
      details: { ...detailsOf('bail.victim-views-sought'), bail_id: 'B1' },
    })
    await installation.take([linking])
    expect(await inCase(views)).toBe(true)
    const again = decided('of another bail, in a case', 'B2')
    await installation.take([again])
    expect(await statusOf(again)).toEqual([['rejected', ['G14']]])
    const after = await statements(installation.store)
    expect(after).toEqual(expect.arrayContaining(before))
    expect(before.length).toBeGreaterThan(0)
    const { log, vault, registry, store } = installation
    expect(await verifyLinks({ log, vault, registry, store })).toEqual([])
    const rebuilt = await openTestStore(join(folder.path, 'rebuilt'))
    await catchUpLinks({ log, vault, registry, store: rebuilt })
    expect(await statements(rebuilt)).toEqual(after)
    await rebuilt.close()
    await store.db.updateTable('own_statement').set({ statement: '{}' }).where('event_id', '=', views.id).execute()
    expect(await verifyLinks({ log, vault, registry, store })).toEqual([expect.objectContaining({ code: 'entry-altered', in: 'store' })])
  })

  it('is nothing in records of before', async () => {
    const inbox = { topic: 'agency.westmere-police.events', partition: 0, offset: 0 }
    const known = { epoch: 1, agency: 'a', system: 's', event_id: 'e', type: 'bail.victim-views-sought', digest: '', inbox }
    for (const [subject, version, record] of [
      ['uk.throughline.log.LinkClaim', 4, { ...known, case_log: 'c', rule: 'pair', people: [], proceedings: [], parts: [] }],
      [
        'uk.throughline.log.UnlinkedEvent',
        1,
        { ...known, published_at: '2026-01-01T00:00:00.000Z', awaits: [], schema: '', sealed: Buffer.alloc(0) },
      ],
    ] as const) {
      const { id, type } = releasedOf(subject, version)
      expect(await installation.records.read(subject, encodeWire(id, type, record))).toMatchObject({ event_id: 'e', states: null })
    }
  })
})
