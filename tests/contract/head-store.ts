import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { HeadStore, LogHead } from '../../infra/heads/port.ts'

/** Where a store is kept, to be opened more than once. */
export interface HeadStorePlace {
  open(): Promise<HeadStore>
  remove(): Promise<void>
}

const head = (next: number, partition = 0): LogHead => ({
  topic: 'case.events',
  partition,
  first: 0,
  next,
  running: Buffer.alloc(32, next),
  last: Buffer.alloc(32, next + 100),
  at: 1_700_000_000_000 + next,
})
const lost = { topic: 'case.events', partition: 0, offset: 3, records: 2, at: 1_700_000_000_000 }

/** What every head store does. */
export function headStoreContract(name: string, place: () => Promise<HeadStorePlace>): void {
  describe(`heads of the logs, kept in ${name}`, () => {
    let at: HeadStorePlace
    let heads: HeadStore
    beforeEach(async () => {
      at = await place()
      heads = await at.open()
    })
    afterEach(async () => {
      await heads.close()
      await at.remove()
    })

    it('are there after another start', async () => {
      await heads.move([
        { from: undefined, head: head(5) },
        { from: undefined, head: head(7, 1) },
      ])
      await heads.move([{ from: head(5).running, head: head(9) }])
      await heads.close()
      heads = await at.open()
      expect(await heads.all()).toEqual([head(9), head(7, 1)])
    })

    it('move on from where they are only: of two who keep them the first wins', async () => {
      await heads.move([{ from: undefined, head: head(5) }])
      await heads.move([
        { from: undefined, head: head(6) },
        { from: head(4).running, head: head(8) },
      ])
      expect(await heads.all()).toEqual([head(5)])
    })

    it('are forgotten with a loss that an operator accepts, which stays', async () => {
      await heads.move([
        { from: undefined, head: head(5) },
        { from: undefined, head: head(7, 1) },
      ])
      await heads.accept([lost])
      expect(await heads.all()).toEqual([head(7, 1)])
      await heads.move([{ from: undefined, head: head(3) }])
      expect([await heads.losses(), (await heads.all())[0]]).toEqual([[lost], head(3)])
    })
  })
}
