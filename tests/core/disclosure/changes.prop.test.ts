import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { changesSince } from '../../../core/disclosure/changes.ts'

const items = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), text: fc.constantFrom('one', 'two') }), {
  selector: ({ id }) => id,
})

describe('what is different on a live timeline', () => {
  it('makes of what a reader has what is disclosed now, with nothing that is as it was', () => {
    fc.assert(
      fc.property(items, items, (before, now) => {
        const { items: changed, removed } = changesSince(new Map(before.map(({ id, text }) => [id, text])), now, ({ text }) => text)
        const screen = new Map<string, (typeof now)[number]>(before.map((item) => [item.id, item]))
        for (const id of removed) screen.delete(id)
        for (const item of changed) screen.set(item.id, item)
        expect([...screen.values()].sort((one, other) => (one.id < other.id ? -1 : 1))).toEqual(
          now.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
        )
        expect(changed.filter((item) => before.some(({ id, text }) => id === item.id && text === item.text))).toEqual([])
      }),
    )
  })
})
