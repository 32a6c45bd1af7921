import { describe, expect, it } from '@jest/globals'
import { pageOf, type PageRequest, type ShownEvent } from '../../../core/disclosure/page.ts'
import { indexOf } from '../../policy/case-builder.ts'

const day = 'day'
const shown = (name: string, from: string, decision: ShownEvent['decision'], precision = day): ShownEvent => ({
  id: name,
  family: 'F6',
  decision,
  index: indexOf({ type: 'order.made', event_id: name, occurred: { from, until: null, precision } }, 1),
})

/** In timeline order: what is dated to the month stands at its start. */
const events = [
  shown('march', '2026-03-20', { dates: 'month', publisher: 'type' }),
  shown('second', '2026-03-02', { dates: 'exact', publisher: 'named' }),
  shown('tenth', '2026-03-10', { dates: 'exact', publisher: 'masked' }),
  shown('april', '2026-04-01', { dates: 'exact', publisher: 'named' }),
]
const page = (request: Partial<PageRequest>, of = events) => pageOf(of, { limit: 10, order: 'oldest', ...request })
const ids = (request: Partial<PageRequest>, of = events) => page(request, of).events.map(({ id }) => id)
const without = (name: string) => events.filter(({ id }) => id !== name)

describe.each([
  ['oldest', ['march', 'second', 'tenth', 'april']],
  ['newest', ['april', 'tenth', 'second', 'march']],
] as const)('pages, %s first', (order, names) => {
  it('go on where the last one ended, and back to where it began', () => {
    const first = page({ order, limit: 2 })
    expect([first.events.map(({ id }) => id), first.previous]).toEqual([names.slice(0, 2), undefined])
    const second = page({ order, limit: 2, ...(first.next ? { position: first.next } : {}) })
    expect([second.events.map(({ id }) => id), second.next]).toEqual([names.slice(2), undefined])
    expect(ids({ order, limit: 2, ...(second.previous ? { position: second.previous } : {}) })).toEqual(names.slice(0, 2))
  })

  it('leave nothing out where the event that they go on from is shown no more', () => {
    const { next } = page({ order, limit: 2 })
    expect(ids({ order, ...(next ? { position: next } : {}) }, without(names[1]))).toEqual(expect.arrayContaining(names.slice(2)))
  })
})

it('a page leaves out nothing after an event of a year that is shown no more', () => {
  const year = shown('year', '2026-03-15', { dates: 'exact', publisher: 'named' }, 'year')
  const list = [...events.slice(0, 3), year, ...events.slice(3)]
  const { next } = page({ limit: 3 }, list)
  expect(
    ids(
      next ? { position: next } : {},
      list.filter(({ id }) => id !== 'tenth'),
    ),
  ).toEqual(['year', 'april'])
})

describe('a filter', () => {
  it('finds an event dated to the month by its month only', () => {
    expect(ids({ from: '2026-03-21', to: '2026-03-31' })).toEqual(['march'])
    expect(ids({ from: '2026-03-01', to: '2026-03-05' })).toEqual(['march', 'second'])
    expect(ids({ from: '2026-04-01' })).toEqual(['april'])
  })

  it('finds no event by an agency that is not named', () => {
    expect(ids({ agency: 'fixture-police' })).toEqual(['second', 'april'])
    expect(ids({ agency: 'another' })).toEqual([])
  })

  it('finds events by family', () => {
    expect([ids({ family: 'F6' }).length, ids({ family: 'F1' }).length]).toEqual([4, 0])
  })
})
