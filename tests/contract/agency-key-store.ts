import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { AgencyKeyStore } from '../../infra/agency-keys/port.ts'
import { agencyNamed } from '../fixtures/ids.ts'

/** A place for one key store: opened again after a close, it has what it had. */
export interface AgencyKeyStorePlace {
  open(): Promise<AgencyKeyStore>
  remove(): Promise<void>
}

/** The suite that every agency key store passes. */
export function agencyKeyStoreContract(name: string, createPlace: () => Promise<AgencyKeyStorePlace>): void {
  describe(`agency key store contract: ${name}`, () => {
    let place: AgencyKeyStorePlace
    let store: AgencyKeyStore
    beforeEach(async () => {
      place = await createPlace()
      store = await place.open()
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })
    const at = 1_800_000_000_000
    const key = (kid: string, agency = 'a', more: { readonly addedAt?: number; readonly endsAt?: number } = {}) => ({
      kid,
      agency: agencyNamed(agency),
      jwk: `{"kid":"${kid}"}`,
      addedAt: at,
      endsAt: at + 1_000,
      ...more,
    })
    const kids = async (agency = 'a', when = at) => (await store.live(agencyNamed(agency), when)).map(({ kid }) => kid)

    it("has an agency's keys, newest first, until they end, also when opened again", async () => {
      expect(await store.add(key('one'), 4)).toBe('added')
      expect(await store.add(key('two', 'a', { addedAt: at + 1, endsAt: at + 2_000 }), 4)).toBe('added')
      await store.close()
      store = await place.open()
      expect(await kids()).toEqual(['two', 'one'])
      expect(await kids('b')).toEqual([])
      expect(await kids('a', at + 1_000)).toEqual(['two'])
      expect(await store.live(agencyNamed('a'), at + 1_500)).toEqual([
        { ...key('two', 'a', { addedAt: at + 1, endsAt: at + 2_000 }), usedAt: undefined },
      ])
    })

    it('takes a key once of each agency, whoever else has it, and no more than an agency may have at a time', async () => {
      await store.add(key('one'), 2)
      expect([await store.add(key('one'), 2), await store.add(key('one', 'b'), 2), await store.add(key('one', 'b'), 2)]).toEqual([
        'there',
        'added',
        'there',
      ])
      expect([await kids('a'), await kids('b')]).toEqual([['one'], ['one']])
      await store.add(key('two', 'b'), 3)
      expect([await store.retire(agencyNamed('b'), 'one', at), await kids('a'), await kids('b')]).toEqual(['retired', ['one'], ['two']])
      expect(
        await Promise.all(['two', 'three', 'four'].map((kid) => store.add(key(kid), 2))).then((results) => results.toSorted()),
      ).toEqual(['added', 'too-many', 'too-many'])
      expect(await store.add(key('five', 'a', { addedAt: at + 1_000, endsAt: at + 3_000 }), 2)).toBe('added')
    })

    it('retires for ever, its own alone and never the last', async () => {
      await store.add(key('one'), 4)
      expect([
        await store.retire(agencyNamed('a'), 'one', at),
        await store.retire(agencyNamed('b'), 'one', at),
        await store.retire(agencyNamed('a'), 'none', at),
      ]).toEqual(['last', 'unknown', 'unknown'])
      await store.add(key('two'), 4)
      const both = await Promise.all([store.retire(agencyNamed('a'), 'one', at), store.retire(agencyNamed('a'), 'two', at)])
      expect(both.toSorted()).toEqual(['last', 'retired'])
      const [left] = await kids()
      const gone = left === 'one' ? 'two' : 'one'
      expect(await store.add(key(gone), 4)).toBe('there')
      expect(await store.retire(agencyNamed('a'), gone, at)).toBe('unknown')
    })

    it('counts every key that was ever added, those that were retired or ended too', async () => {
      expect(await store.count()).toBe(0)
      for (const one of [key('one'), key('two'), key('two'), key('one', 'b')]) await store.add(one, 4)
      await store.retire(agencyNamed('a'), 'one', at)
      expect([await store.count(), await kids('a', at + 2_000)]).toEqual([3, []])
    })

    it('says when the last key of each agency ends that was not retired, also when that is past', async () => {
      expect(await store.lastEnds()).toEqual([])
      await store.add(key('one'), 4)
      await store.add(key('two', 'a', { endsAt: at + 5_000 }), 4)
      await store.add(key('three', 'a', { endsAt: at + 9_000 }), 4)
      await store.retire(agencyNamed('a'), 'three', at)
      await store.add(key('four', 'b', { endsAt: at - 1 }), 4)
      expect(await store.lastEnds()).toEqual([
        { agency: 'a', endsAt: at + 5_000 },
        { agency: 'b', endsAt: at - 1 },
      ])
    })

    it('says when a key was last used', async () => {
      await store.add(key('one'), 4)
      await store.touch(agencyNamed('a'), 'one', at + 50)
      await store.touch(agencyNamed('a'), 'one', at + 20)
      await store.touch(agencyNamed('b'), 'one', at + 90)
      expect((await store.live(agencyNamed('a'), at))[0]?.usedAt).toBe(at + 50)
    })

    it('lets one of many use an assertion, until it has expired', async () => {
      const assertion = { id: Buffer.alloc(32, 1), until: at + 100 }
      const tries = await Promise.all([1, 2, 3, 4, 5].map(() => store.useAssertion(assertion, at)))
      expect(tries.filter(Boolean)).toHaveLength(1)
      expect(await store.useAssertion(assertion, at + 100)).toBe(false)
      expect(await store.useAssertion({ id: Buffer.alloc(32, 2), until: at + 100 }, at)).toBe(true)
      await store.close()
      store = await place.open()
      expect([await store.useAssertion(assertion, at + 50), await store.useAssertion(assertion, at + 101)]).toEqual([false, true])
    })
  })
}
