import { describe, expect, test } from '@jest/globals'
import { createEvents } from '../../../bench/made-up/events.ts'

describe('Made-up events by whole cases', () => {
  test('go on from a place as if they had never stopped, without making what came before', () => {
    const source = createEvents(1)
    const before = source.takeCases(50)
    const place = source.place()
    const after = [...source.takeCases(50), ...source.takeCases(50)]
    const again = createEvents(1, { at: place })
    expect([...again.takeCases(50), ...again.takeCases(50)]).toEqual(after)
    const ids = [...before, ...after].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('are as many as asked for, and the rest of the last case', () => {
    const source = createEvents(2)
    const events = source.takeCases(30)
    expect(events.length).toBeGreaterThanOrEqual(30)
    expect(source.place().cases).toBeGreaterThan(1)
    expect(source.takeCases(0)).toEqual([])
  })
})
