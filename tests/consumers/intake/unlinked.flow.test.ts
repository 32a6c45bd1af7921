import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import type { LinkClaimRecord } from '../../../core/linking/claim.ts'
import { unlinkedScope } from '../../../consumers/intake/keys.ts'
import { CASE_EVENTS, LINKS_EVENTS, UNLINKED_EVENTS } from '../../../infra/event-log/topics.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'
import { CRN, DOYLE, incident, PNC, REID } from './events.ts'
import { openInstallation, type Installation } from './harness.ts'

let folder: TemporaryFolder
let installation: Installation
beforeEach(async () => { folder = temporaryFolder(); installation = await openInstallation(folder.path) })
afterEach(async () => { await installation.close(); folder.remove() })

const lonely = incident('lonely', { agency: 'westmere-fire', subject: REID })
const opener = incident('opener', { subject: { ...REID, identifiers: [PNC] }, harmed: [DOYLE] })
const pair = incident('pair', { agency: 'westmere-idva', subject: REID, harmed: [DOYLE] })
const byCrn = incident('by-crn', { agency: 'westmere-probation', subject: { ...REID, identifiers: [CRN] } })
const joining = incident('joining', { subject: { ...REID, identifiers: [PNC, CRN] } })

const taken = async (): Promise<readonly string[]> => (await installation.entries<CaseEventRecord>(CASE_EVENTS)).map(({ index }) => index.event_id)
const waitingRows = async () => ({
  events: (await installation.store.db.selectFrom('unlinked').select('event_id').execute()).map((row) => row.event_id),
  awaits: (await installation.store.db.selectFrom('unlinked_awaits').select('event_id').distinct().execute()).map((row) => row.event_id),
})

describe('an event that no rule links', () => {
  it('is accepted, kept sealed and in no case', async () => {
    await installation.take([lonely])
    expect((await installation.receipts()).map(({ status }) => status)).toEqual(['accepted'])
    expect(await taken()).toEqual([])
    expect(await waitingRows()).toEqual({ events: [lonely.id], awaits: [lonely.id] })
  })

  it('is linked when what it waits for becomes known, keeps when it was published, and leaves no second copy', async () => {
    await installation.take([opener, byCrn])
    expect(await taken()).toEqual([opener.id])
    const [receipt] = (await installation.receipts()).filter(({ event_id: id }) => id === byCrn.id)
    await installation.take([joining])
    const records = await installation.entries<CaseEventRecord>(CASE_EVENTS)
    expect(new Set(records.map(({ index }) => index.case_log)).size).toBe(1)
    const linked = records.find(({ index }) => index.event_id === byCrn.id)
    expect(linked?.index.published_at < (records.find(({ index }) => index.event_id === joining.id)?.index.published_at ?? '')).toBe(true)
    const [claim] = (await installation.entries<LinkClaimRecord>(LINKS_EVENTS)).filter((entry) => 'case_log' in entry && entry.event_id === byCrn.id)
    expect(claim).toMatchObject({ rule: 'identifier', inbox: receipt?.inbox })
    expect(await waitingRows()).toEqual({ events: [], awaits: [] })
    expect(await installation.vault.keys([unlinkedScope('westmere-probation', 'records', byCrn.id)], { create: true })).toEqual(['destroyed'])
    expect(await installation.receipts()).toHaveLength(3)
  })

  it('is linked when the pair becomes known', async () => {
    const alone = incident('alone', { subject: { ...REID, identifiers: [PNC] } })
    await installation.take([alone, pair])
    expect(await taken()).toEqual([alone.id])
    await installation.take([opener])
    expect((await taken()).slice().sort()).toEqual([alone.id, opener.id, pair.id].sort())
  })

  it('is linked when the event that it refers to is', async () => {
    const referring = incident('referring', { agency: 'westmere-fire', subject: { family_name: 'Reid' }, data: { based_on: [byCrn.id] } })
    await installation.take([referring, opener, byCrn])
    expect(await taken()).toEqual([opener.id])
    await installation.take([joining])
    expect((await taken()).slice().sort()).toEqual([opener.id, byCrn.id, joining.id, referring.id].sort())
    expect(await waitingRows()).toEqual({ events: [], awaits: [] })
  })

  it('is never written as waiting when the same batch links it', async () => {
    await installation.take([opener, byCrn, joining])
    expect(await installation.entries(UNLINKED_EVENTS)).toEqual([])
    expect(new Set((await installation.entries<CaseEventRecord>(CASE_EVENTS)).map(({ index }) => index.case_log)).size).toBe(1)
  })

  it('is a repeat when it is sent again, while it waits and after', async () => {
    await installation.take([opener, byCrn])
    await installation.take([byCrn])
    await installation.take([joining])
    await installation.take([byCrn])
    const receipts = (await installation.receipts()).filter(({ event_id: id }) => id === byCrn.id)
    expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'repeated', 'repeated'])
    expect((await taken()).filter((id) => id === byCrn.id)).toHaveLength(1)
  })
})
