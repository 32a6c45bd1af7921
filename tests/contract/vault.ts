import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { KeyScope, Vault } from '../../infra/vault/port.ts'

/** A place for one vault: opened again after a close, it is the same vault. */
export interface VaultPlace {
  open(): Promise<Vault>
  /** Several processes may have it open at once. Default: one. */
  readonly shared?: boolean
  remove(): Promise<void>
}

const scope = (person: string, sensitivity = 'VIC_ID', kase = 'case-1'): KeyScope => ({ case: kase, person, class: sensitivity })

/** The suite that every vault passes. */
export function vaultContract(name: string, createPlace: () => Promise<VaultPlace>): void {
  describe(`vault contract: ${name}`, () => {
    let place: VaultPlace
    let vault: Vault
    beforeEach(async () => {
      place = await createPlace()
      vault = await place.open()
    })
    afterEach(async () => {
      await vault.close()
      await place.remove()
    })
    const reopen = async (): Promise<void> => {
      await vault.close()
      vault = await place.open()
    }
    const create = (...scopes: KeyScope[]) => vault.keys(scopes, { create: true })
    const find = (...scopes: KeyScope[]) => vault.keys(scopes, { create: false })

    it('makes no key unless asked to', async () => {
      expect(await find(scope('a'))).toEqual(['absent'])
      expect(await find(scope('a'))).toEqual(['absent'])
    })

    it('gives the same key of 32 bytes ever after, also when opened again', async () => {
      const [key] = await create(scope('a'))
      expect(key).toHaveLength(32)
      expect(await find(scope('a'))).toEqual([key])
      expect(await create(scope('a'))).toEqual([key])
      await reopen()
      expect(await find(scope('a'))).toEqual([key])
    })

    it('gives the keys in the order of the scopes, made and known ones mixed, one key for a scope named twice', async () => {
      const [b] = await create(scope('b'))
      const [a, b2, c, a2] = await create(scope('a'), scope('b'), scope('c'), scope('a'))
      expect(b2).toEqual(b)
      expect(a2).toEqual(a)
      expect(await find(scope('c'), scope('nobody'), scope('a'))).toEqual([c, 'absent', a])
    })

    it('has a key of its own for each case, person and class, however the names run together', async () => {
      const scopes = [
        scope('a'),
        scope('a', 'VIC_LOC'),
        scope('a', 'VIC_ID', 'case-2'),
        scope(''),
        { case: 'case-1a', person: '', class: 'VIC_ID' },
      ]
      const keys = await create(...scopes)
      expect(new Set(keys.map(String)).size).toBe(scopes.length)
    })

    it('never gives or makes again a key that was destroyed, and leaves the others', async () => {
      const [, b] = await create(scope('a'), scope('b'))
      await vault.destroy(scope('a'))
      expect(await create(scope('a'), scope('b'))).toEqual(['destroyed', b])
      await vault.destroy(scope('a'))
      await reopen()
      expect(await find(scope('a'), scope('b'))).toEqual(['destroyed', b])
    })

    it('destroys a key that was never made: it never will be', async () => {
      await vault.destroy(scope('never'))
      expect(await create(scope('never'))).toEqual(['destroyed'])
    })

    it('does not lose a key when a caller wipes what it was given', async () => {
      const [key] = await create(scope('a'))
      const copy = Buffer.from(key as Buffer)
      ;(key as Buffer).fill(0)
      expect(await find(scope('a'))).toEqual([copy])
    })

    const missing = (key: KeyScope, forGood = false) => ({ scope: key, at: '2026-01-02T03:04:05.000Z', forGood })
    const event: KeyScope = { case: 'event:a/b/c', person: '', class: 'EVENT' }
    const decision = { at: '2026-02-03T04:05:06.000Z', reason: 'No fresher copy of the vault exists.' }

    it('makes no key at all while any is missing, and gives and destroys those that there are', async () => {
      const [a] = await create(scope('a'))
      expect(await vault.missing()).toBeUndefined()
      await vault.reportMissing([missing(scope('gone')), missing(event, true), missing(scope('a'))])
      await vault.reportMissing([missing(scope('gone'))])
      expect(await vault.missing()).toEqual({
        keys: 2,
        events: 1,
        openings: 0,
        first: '2026-01-02T03:04:05.000Z',
        last: '2026-01-02T03:04:05.000Z',
      })
      await reopen()
      for (const wanted of [scope('gone'), scope('new'), event])
        await expect(create(scope('a'), wanted)).rejects.toMatchObject({ code: 'keys-missing' })
      expect(await create(scope('a'))).toEqual([a])
      expect(await find(scope('gone'), scope('new'), event)).toEqual(['absent', 'absent', 'absent'])
      await vault.destroy(event)
      expect([await find(event), (await vault.missing())?.keys]).toEqual([['destroyed'], 1])
    })

    it("makes keys again once the loss is accepted: anew what is shared, never what was one record's", async () => {
      await vault.reportMissing([missing(scope('gone')), missing(event, true)])
      expect(await vault.acceptLoss(decision)).toMatchObject({ keys: 2, events: 1, acceptedAt: decision.at, reason: decision.reason })
      expect(await vault.acceptLoss(decision)).toBeUndefined()
      await reopen()
      expect([await vault.missing(), await vault.acceptedLosses()]).toMatchObject([undefined, [{ keys: 2, reason: decision.reason }]])
      const [anew, own] = await create(scope('gone'), event)
      expect([Buffer.isBuffer(anew), own]).toEqual([true, 'destroyed'])
      expect(await vault.lost([scope('gone'), event, scope('other')])).toEqual([true, true, false])
      await vault.destroy(event)
      expect(await vault.lost([event])).toEqual([false])
    })

    it('keeps counts of what is kept elsewhere', async () => {
      expect(await vault.count('agency-keys')).toBe(0)
      await vault.keepCount('agency-keys', 3)
      await reopen()
      expect(await vault.count('agency-keys')).toBe(3)
    })

    it('says whether it has a secret, and makes none for it', async () => {
      expect([await vault.hasSecret('linking'), await vault.hasSecret('linking')]).toEqual([false, false])
      await vault.secret('linking')
      expect(await vault.hasSecret('linking')).toBe(true)
    })

    it('keeps one secret per name, the same when opened again', async () => {
      const linking = await vault.secret('linking')
      const cursors = await vault.secret('cursors')
      expect(linking).toHaveLength(32)
      expect(linking.equals(cursors)).toBe(false)
      await reopen()
      expect(await vault.secret('linking')).toEqual(linking)
    })

    it('answers calls made at once with the same key', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, () => create(scope('at-once'), scope('other'))))
      expect(new Set(answers.map((keys) => keys.map((key) => (key as Buffer).toString('hex')).join())).size).toBe(1)
    })

    it('keeps a second user out while it is open, or is the same vault for all of them', async () => {
      if (place.shared !== true) {
        await expect(place.open()).rejects.toMatchObject({ code: 'locked' })
        return
      }
      const other = await place.open()
      const [key] = await create(scope('a'))
      expect(await other.keys([scope('a')], { create: true })).toEqual([key])
      await other.destroy(scope('a'))
      expect(await create(scope('a'))).toEqual(['destroyed'])
      expect(await other.secret('linking')).toEqual(await vault.secret('linking'))
      await other.close()
    })

    it('may be closed twice', async () => {
      await vault.close()
      await vault.close()
    })
  })
}
