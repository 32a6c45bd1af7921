import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { demoEvents } from '../../fixtures/demo-events.ts'
import type { TestGateway } from '../../fixtures/gateway.ts'
import { KESTREL, startReadAgain, takeBackLast, type ReadAgain } from '../../fixtures/read-again.ts'

describe('a case that is read again', () => {
  let again: ReadAgain
  let gateway: TestGateway
  beforeAll(async () => {
    again = await startReadAgain()
    gateway = again.gateway
  })
  afterAll(async () => {
    await gateway.close()
  })

  const read = async (): Promise<{ readonly text: string; readonly items: number; readonly indexes: number }> => {
    const { text, queries } = await again.read()
    const { items } = JSON.parse(text) as { items: readonly unknown[] }
    return { text, items: items.length, indexes: queries.filter((sql) => sql.includes('as row_hash')).length }
  }

  it('is not fetched again while its head is the same, and comes out the same', async () => {
    const first = await read()
    expect(await read()).toEqual({ ...first, indexes: 0 })
    expect(first.items).toBe(demoEvents('kestrel').length)
  })

  it('is read as it is now, at once, when its head is another', async () => {
    const { db } = gateway.readStore
    const before = await read()
    const putBack = await takeBackLast(db)
    expect(await read()).toMatchObject({ items: before.items - 1, indexes: 1 })
    await putBack()
    expect(await read()).toEqual({ ...before, indexes: 1 })
  })

  it('is refused when it has grown and what was there before is another, as any altered store', async () => {
    const { db } = gateway.readStore
    const before = await read()
    const hashesOfFirst = async (hashes: Buffer): Promise<Buffer> => {
      const first = db.selectFrom('case_event').select('part_hashes').where('case_log', '=', KESTREL).where('sequence', '=', 1)
      const { part_hashes: was } = await first.executeTakeFirstOrThrow()
      await db.updateTable('case_event').set({ part_hashes: hashes }).where('case_log', '=', KESTREL).where('sequence', '=', 1).execute()
      return was
    }
    const putBack = await takeBackLast(db)
    await read()
    await putBack()
    const was = await hashesOfFirst(Buffer.alloc(32, 7))
    expect((await again.read()).status).toBe(500)
    await hashesOfFirst(was)
    expect((await read()).text).toBe(before.text)
  })
})
