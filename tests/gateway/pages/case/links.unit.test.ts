import { describe, expect, it } from '@jest/globals'
import { eventsAddress, MOST_EVENTS } from '../../../../gateway/pages/case/links.ts'
import { parseAddress } from '../../../../gateway/pages/case/filters.ts'

const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => String(at).padStart(22, 'A'))
const opened = (address: string) => parseAddress(Object.fromEntries(new URL(address, 'http://service.example').searchParams))

describe('the address of what a number was made of', () => {
  it.each([0, 1, 7, MOST_EVENTS, MOST_EVENTS + 1])('is one that the timeline takes, of %i events', (count) => {
    const parsed = opened(eventsAddress('CASE', ids(count)))
    const events = count === 0 ? undefined : ids(Math.min(count, MOST_EVENTS)).join('.')
    expect(parsed).toMatchObject({ ok: true, value: { filters: events === undefined ? {} : { events } } })
  })
})
