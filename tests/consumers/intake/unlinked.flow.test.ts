import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import type { LinkClaimRecord } from '../../../core/linking/claim-record.ts'
import { seal } from '../../../core/sealing/seal.ts'
import { unlinkedAad, unlinkedScope } from '../../../infra/vault/unlinked-scope.ts'
import { createUnlinkedLog } from '../../../consumers/intake/unlinked-log.ts'
import type { UnlinkedEventRecord } from '../../../consumers/intake/entries.ts'
import { CASE_EVENTS, LINKS_EVENTS, UNLINKED_EVENTS } from '../../../infra/event-log/topics.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { cast, incident } from './events.ts'
import { inboxRecord, openInstallation, type Installation } from './harness.ts'

const folder = temporaryFolder()
let installation: Installation
beforeAll(async () => {
  installation = await openInstallation(folder.path)
})
afterAll(async () => {
  await installation.close()
  folder.remove()
})

/** Events about one perpetrator of a test's own, each of another agency. */
function story(number: number) {
  const { subject, harmed, pnc, crn } = cast(number)
  const name = (what: string): string => `${what} ${String(number)}`
  return {
    alone: incident(name('alone'), { subject: { ...subject, identifiers: [pnc] } }),
    opener: incident(name('opener'), { subject: { ...subject, identifiers: [pnc] }, harmed: [harmed] }),
    lonely: incident(name('lonely'), { agency: 'westmere-fire', subject }),
    pair: incident(name('pair'), { agency: 'westmere-idva', subject, harmed: [harmed] }),
    byCrn: incident(name('by-crn'), { agency: 'westmere-probation', subject: { ...subject, identifiers: [crn] } }),
    joining: incident(name('joining'), { subject: { ...subject, identifiers: [pnc, crn] } }),
  }
}

/** One after another: agencies' inboxes have no order among them. */
async function takeInOrder(...events: readonly AgencyEvent[]): Promise<void> {
  for (const event of events) await installation.take([event])
}
const recordsOf = async (...events: readonly AgencyEvent[]): Promise<readonly CaseEventRecord[]> =>
  (await installation.entries<CaseEventRecord>(CASE_EVENTS)).filter(({ index }) => events.some(({ id }) => id === index.event_id))
const casesOf = async (...events: readonly AgencyEvent[]) => {
  const records = await recordsOf(...events)
  return {
    events: new Set(records.map(({ index }) => index.event_id)).size,
    cases: new Set(records.map(({ index }) => index.case_log)).size,
  }
}
const receiptsOf = async (event: AgencyEvent) => (await installation.receipts()).filter(({ event_id: id }) => id === event.id)
const waits = async ({ id }: AgencyEvent) => {
  const rows = await installation.store.db.selectFrom('unlinked').select('event_id').where('event_id', '=', id).execute()
  const awaits = await installation.store.db.selectFrom('unlinked_awaits').select('token').where('event_id', '=', id).execute()
  return { rows: rows.length, awaits: awaits.length }
}

describe('an event that no rule links', () => {
  it('is accepted, kept sealed and in no case', async () => {
    const { lonely } = story(0)
    await installation.take([lonely])
    expect((await receiptsOf(lonely)).map(({ status }) => status)).toEqual(['accepted'])
    expect(await recordsOf(lonely)).toEqual([])
    expect(await waits(lonely)).toEqual({ rows: 1, awaits: 1 })
  })

  it('is linked when what it waits for becomes known, keeps when it was published, and leaves no second copy', async () => {
    const { opener, byCrn, joining } = story(1)
    await takeInOrder(opener, byCrn)
    expect(await recordsOf(byCrn)).toEqual([])
    const [receipt] = await receiptsOf(byCrn)
    await takeInOrder(joining)
    expect(await casesOf(opener, byCrn, joining)).toEqual({ events: 3, cases: 1 })
    const [linked, joined] = [...(await recordsOf(byCrn)), ...(await recordsOf(joining))]
    expect((linked?.index.published_at ?? '') < (joined?.index.published_at ?? '')).toBe(true)
    const [claim] = (await installation.entries<LinkClaimRecord>(LINKS_EVENTS)).filter(
      (entry) => 'case_log' in entry && entry.event_id === byCrn.id,
    )
    expect(claim).toMatchObject({ rule: 'identifier', inbox: receipt?.inbox })
    expect(await waits(byCrn)).toEqual({ rows: 0, awaits: 0 })
    expect(
      await installation.vault.keys([unlinkedScope(agencyNamed('westmere-probation'), 'records', byCrn.id)], { create: true }),
    ).toEqual(['destroyed'])
    expect(await receiptsOf(byCrn)).toHaveLength(1)
  })

  it('is linked when the pair becomes known', async () => {
    const { alone, pair, opener } = story(2)
    await takeInOrder(alone, pair)
    expect(await casesOf(alone, pair)).toEqual({ events: 1, cases: 1 })
    await takeInOrder(opener)
    expect(await casesOf(alone, pair, opener)).toEqual({ events: 3, cases: 1 })
  })

  it('is linked when the event that it refers to is', async () => {
    const { opener, byCrn, joining } = story(3)
    const referring = incident('referring', { agency: 'westmere-fire', subject: { family_name: 'Reidd' }, data: { based_on: [byCrn.id] } })
    await takeInOrder(referring, opener, byCrn)
    expect(await casesOf(referring, opener, byCrn)).toEqual({ events: 1, cases: 1 })
    await takeInOrder(joining)
    expect(await casesOf(referring, opener, byCrn, joining)).toEqual({ events: 4, cases: 1 })
    expect([await waits(referring), await waits(byCrn)]).toEqual([
      { rows: 0, awaits: 0 },
      { rows: 0, awaits: 0 },
    ])
  })

  it('is never written as waiting when the same batch links it', async () => {
    const { opener, byCrn, joining } = story(4)
    const own = { ...byCrn, agency: opener.agency, source: opener.source }
    await installation.take([opener, own, joining])
    expect(await casesOf(opener, own, joining)).toEqual({ events: 3, cases: 1 })
    expect((await installation.entries<UnlinkedEventRecord>(UNLINKED_EVENTS)).filter((event) => event.event_id === own.id)).toEqual([])
  })

  it('is a repeat when it is sent again, while it waits and after', async () => {
    const { opener, byCrn, joining } = story(5)
    await takeInOrder(opener, byCrn, byCrn, joining, byCrn)
    expect((await receiptsOf(byCrn)).map(({ status }) => status)).toEqual(['accepted', 'repeated', 'repeated'])
    expect(await recordsOf(byCrn)).toHaveLength(1)
  })

  it('is linked though nobody could send it any more: it was taken before what it says was refused', async () => {
    const { opener, byCrn, joining } = story(6)
    await takeInOrder(opener, byCrn)
    const { log, store, vault, records } = installation
    const kept = (await installation.entries<UnlinkedEventRecord>(UNLINKED_EVENTS)).find(({ event_id: id }) => id === byCrn.id)
    const [key] = await vault.keys([unlinkedScope(byCrn.agency, byCrn.system, byCrn.id)], { create: false })
    if (kept === undefined || !Buffer.isBuffer(key)) throw new Error('It does not wait.')
    const old = {
      ...byCrn,
      data: { ...byCrn.data, agency_record_ref: '', details: { ...byCrn.data.details, tactics: [], description: 'Before\u0000after' } },
    }
    const sealed = seal(key, unlinkedAad(byCrn.agency, byCrn.system, byCrn.id), Buffer.from((await inboxRecord(old)).value))
    const [place] = await createUnlinkedLog({ log, store, records }).append([{ ...kept, sealed }])
    await store.db
      .updateTable('unlinked')
      .set({ unlinked_offset: place?.offset ?? -1 })
      .where('event_id', '=', byCrn.id)
      .execute()
    await takeInOrder(joining)
    expect(await casesOf(opener, byCrn, joining)).toEqual({ events: 3, cases: 1 })
  })
})
