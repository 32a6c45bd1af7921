import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { SessionStore } from '../../infra/sessions/port.ts'

/** A place for one session store: opened again after a close, it has what it had. */
export interface SessionStorePlace {
  open(): Promise<SessionStore>
  remove(): Promise<void>
}

/** The suite that every session store passes. */
export function sessionStoreContract(name: string, createPlace: () => Promise<SessionStorePlace>): void {
  describe(`session store contract: ${name}`, () => {
    let place: SessionStorePlace
    let store: SessionStore
    beforeEach(async () => {
      place = await createPlace()
      store = await place.open()
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })
    const [a, b] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
    const at = 1_800_000_000_000
    const never = { begun: 0, used: 0 }

    it('has a session until it is removed, also when opened again', async () => {
      expect(await store.find(a, never)).toBeUndefined()
      await store.add(a, '{"name":"Zoë"}', at)
      await store.close()
      store = await place.open()
      expect(await store.find(a, never)).toEqual({ content: '{"name":"Zoë"}', begun: at, used: at })
      expect(await store.find(b, never)).toBeUndefined()
      await store.remove(a)
      expect(await store.find(a, never)).toBeUndefined()
    })

    it('changes what is there and nothing else', async () => {
      await store.add(a, 'one', at)
      await store.change(a, 'two')
      await store.change(b, 'three')
      await store.touch(b, at)
      expect([await store.find(a, never), await store.find(b, never)]).toEqual([{ content: 'two', begun: at, used: at }, undefined])
    })

    it('gives none that began, or was last used, too long ago', async () => {
      await store.add(a, 'one', at)
      await store.touch(a, at + 50)
      await store.touch(a, at + 20)
      expect(await store.find(a, { begun: at - 1, used: at + 49 })).toEqual({ content: 'one', begun: at, used: at + 50 })
      expect(await store.find(a, { begun: at, used: at })).toBeUndefined()
      expect(await store.find(a, { begun: at - 1, used: at + 50 })).toBeUndefined()
    })

    it('ends those that the issuer names: of its session, or of a person', async () => {
      const [c, d, e] = [3, 4, 5].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer]
      const [her, his, first, second] = [11, 12, 13, 14].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer, Buffer]
      const there = async () =>
        (await Promise.all([a, b, c, d, e].map((key) => store.find(key, never)))).map((found) => found?.content ?? '').join('')
      await store.add(a, 'a', at, { subject: her, sid: first })
      await store.add(b, 'b', at, { subject: her, sid: second })
      await store.add(c, 'c', at, { subject: her })
      await store.add(d, 'd', at, { subject: his, sid: Buffer.alloc(32, 15) })
      await store.add(e, 'e', at)
      await store.removeNamed({})
      await store.removeNamed({ sid: Buffer.alloc(32, 16) })
      expect(await there()).toBe('abcde')
      await store.removeNamed({ subject: her, sid: first })
      expect(await there()).toBe('bde')
      await store.removeNamed({ sid: second })
      expect(await there()).toBe('de')
      await store.removeNamed({ subject: his })
      expect(await there()).toBe('e')
    })

    it('sweeps those away that have expired', async () => {
      await store.add(a, 'old', at)
      await store.add(b, 'new', at + 100)
      await Promise.all([1, 2, 3].map(() => store.sweep({ begun: at, used: 0 })))
      expect([await store.find(a, never), (await store.find(b, never))?.content]).toEqual([undefined, 'new'])
      await store.sweep({ begun: 0, used: at + 100 })
      expect(await store.find(b, never)).toBeUndefined()
    })
  })
}
