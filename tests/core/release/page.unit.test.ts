import { describe, expect, it } from '@jest/globals'
import { selectPage, type DecidedEvent, type PageSelection } from '../../../core/release/page.ts'
import { releasedSetHash } from '../../../core/release/released-set.ts'
import { indexOf } from '../../gateway/policy/case-builder.ts'

interface Shown extends DecidedEvent { readonly id: string }

const days: Readonly<Record<string, readonly [from: string, dates: DecidedEvent['dates'], publisher: DecidedEvent['publisher']]>> = {
  march: ['2026-03-20', 'month', 'type'], second: ['2026-03-02', 'exact', 'named'], tenth: ['2026-03-10', 'exact', 'masked'], april: ['2026-04-01',
    'exact', 'named'],
}
const events = Object.entries(days).map(([id, [, dates, publisher]], at): Shown => ({ id, caseLog: 'c', sequence: at + 1, dates, publisher }))
const context = {
  indexOf: ({ sequence }: DecidedEvent) => {
    const [id, [from]] = Object.entries(days)[sequence - 1] ?? ['', ['']]
    return indexOf({ type: 'order.made', event_id: id, occurred: { from, until: null, precision: 'day' } }, sequence)
  },
  familyOf: () => 'F6',
}
const page = (selection: Partial<PageSelection>) => selectPage(events, { limit: 10, ...selection }, context)
const ids = (selection: Partial<PageSelection>) => page(selection).items.map(({ id }) => id)

describe('a page', () => {
  it('goes on where the last one ended', () => {
    const first = page({ limit: 2 })
    expect(first.items.map(({ id }) => id)).toEqual(['march', 'second'])
    const rest = page({ limit: 2, after: first.next ?? '' })
    expect([rest.items.map(({ id }) => id), rest.next]).toEqual([['tenth', 'april'], null])
  })

  it('goes on after the date of an item that is shown no more', () => {
    const after = page({ limit: 2 }).next ?? ''
    expect(selectPage(events.filter(({ id }) => id !== 'second'), { limit: 9, after }, context).items.map(({ id }) => id)).toEqual(['tenth', 'april'])
  })

  it('finds an event dated to the month by its month only', () => {
    expect(ids({ from: '2026-03-21', to: '2026-03-31' })).toEqual(['march'])
    expect(ids({ from: '2026-03-01', to: '2026-03-05' })).toEqual(['march', 'second'])
    expect(ids({ from: '2026-04-01' })).toEqual(['april'])
  })

  it('finds no event by an agency that is not named', () => {
    expect(ids({ agency: 'fixture-police' })).toEqual(['second', 'april'])
    expect(ids({ agency: 'another' })).toEqual([])
  })

  it('filters by family', () => { expect([ids({ family: 'F6' }).length, ids({ family: 'F1' }).length]).toEqual([4, 0]) })
})

describe('the hash of a released set', () => {
  const entry = { caseLog: 'c', sequence: 1, effect: 'shown', parts: [{ owner: '', class: 'META', form: 'plain', hash: '00' }] }
  it('depends on every event and part', () => {
    const hashes = [[entry], [], [{ ...entry, effect: 'reduced' }], [{ ...entry, parts: [] }], [{ ...entry, sequence: 2 }]].map(releasedSetHash)
    expect(new Set(hashes).size).toBe(hashes.length)
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/)
  })
})
