import { describe, expect, it } from '@jest/globals'
import { createFinalReceipts, finalReceipt, type Judged } from '../../../consumers/timeline/final-receipts.ts'
import type { ReceiptRecord } from '../../../consumers/receipt-writer.ts'
import { CASE_EVENTS } from '../../../infra/event-log/topics.ts'
import { openEmbeddedParts } from '../../fixtures/embedded-parts.ts'
import { indexOf } from '../../fixtures/case-records.ts'
import { theFirst } from '../../fixtures/demo-events.ts'

const index = {
  ...indexOf(theFirst(({ type }) => type === 'bail.decided')), inbox: { topic: 'agency.norshire-police.events', partition: 0, offset: 3 }, judged_by: ['G14'],
  warnings: [{ pointer: '/data/details/reason', code: 'W01:L07' }, { pointer: '/data/details/due', code: 'W06' }],
}
const stands = { errors: [], kept: [], told: [{ pointer: '/data/details/decided_on', code: 'W07', detail: 'Late.' }] }
const refused = { ...stands, errors: [{ pointer: '/data/details/views_event', code: 'G14', detail: 'Name another.' }], told: [] }

describe('a final receipt', () => {
  it('says what became of the event, with intake’s warnings in words and those that the case may tell', () => {
    expect(finalReceipt({ index, verdict: stands })).toMatchObject({
      status: 'accepted', errors: [], source: `/agencies/${index.agency}/${index.system}`, event_id: index.event_id, inbox: index.inbox,
      warnings: [{ code: 'W01', rule: 'L07', detail: 'Describe his pattern' }, { code: 'W06' }, { code: 'W07' }],
    })
    expect(finalReceipt({ index, verdict: refused })).toMatchObject({ status: 'rejected', errors: [{ code: 'G14', pointer: '/data/details/views_event' }] })
  })

  it('is intake’s where no rule judges the event in its case, or it waited', () => {
    expect(finalReceipt({ index: { ...index, judged_by: [] }, verdict: stands })).toBeUndefined()
    expect(finalReceipt({ index: { ...index, inbox: null }, verdict: stands })).toBeUndefined()
  })

  it('is not written again by a rebuild, and is when the mark of how far they are written was lost', async () => {
    const parts = await openEmbeddedParts()
    const { log } = parts
    const written: ReceiptRecord[] = []
    const receipts = (group: string) => createFinalReceipts({ log, group, write: async (more) => { written.push(...more) } })
    const at = (offset: number): Judged => ({ index, verdict: stands, position: { topic: CASE_EVENTS, partition: 0, offset } })
    await receipts('timeline')([at(1), at(2)])
    await receipts('timeline')([at(1), at(2), at(3)])
    expect(written).toHaveLength(3)
    await receipts('another')([at(3)])
    expect(written.at(3)).toEqual(written.at(2))
    await parts.remove()
  })
})
