import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { startIntake } from '../../consumers/intake/start.ts'
import { verifyLinks } from '../../consumers/verify-links.ts'
import { fixtureClock } from '../fixtures/clock.ts'
import { openEmbeddedParts, type EmbeddedParts } from '../fixtures/embedded-parts.ts'

describe('the link log', () => {
  let parts: EmbeddedParts
  beforeEach(async () => {
    parts = await openEmbeddedParts()
  })
  afterEach(async () => {
    await parts.remove()
  })

  it('is found as intake left it, and found altered', async () => {
    for (let start = 0; start < 2; start++) await (await startIntake({ ...parts, clock: fixtureClock(), ids: randomUUID })).stop()
    expect(await parts.store.db.selectFrom('log_head').select('sequence').where('log', '=', 'links').execute()).toEqual([{ sequence: 2 }])
    expect(await verifyLinks(parts)).toEqual([])
    await parts.store.db
      .updateTable('log_head')
      .set({ chain: Buffer.alloc(32, 1) })
      .where('log', '=', 'links')
      .execute()
    expect(await verifyLinks(parts)).toEqual([expect.objectContaining({ code: 'head-altered', topic: 'links.events' })])
  })
})
