import { describe, expect, it } from '@jest/globals'
import { currentReleaseFiles } from '../../gateway/policy/release-files.ts'
import { decide } from '../../gateway/policy/decide.ts'
import { loadRelease } from '../../gateway/policy/release.ts'
import { loadCatalogue } from '../../schemas/index.ts'
import { checkSight } from './sight/sight.ts'

const EVENTS = 1_500
const files = currentReleaseFiles(loadCatalogue())
const current = loadRelease(files)

describe('an event of the reader’s own agency', () => {
  it('shows nothing more of another agency’s event but by a row of the table', () => {
    const { leaks, byRow, permitted } = checkSight(current, { events: EVENTS, seed: 1 })
    process.stdout.write(`${String(EVENTS)} own events, ${String(permitted)} reads permitted; ${[...byRow].map(([row, count]) => `${row} ${String(count)}`).join(', ')}\n`)
    expect(leaks.map(({ seed, own: { event } }) => `${String(seed)} ${event.type}`)).toEqual([])
    expect(permitted).toBeGreaterThan(EVENTS / 3)
  }, 60_000)

  it('is found out where it opens the case', () => {
    // As if whoever has an event in a case were asked by the meeting that lists it.
    const opened = checkSight(current, { events: EVENTS, seed: 1, decides: (input) => {
      const { reader } = input.request
      const hasOwn = input.logs.some(({ events, left }) => events.some(({ index, sequence }) => index.agency === reader.agency && left?.has(sequence) !== true))
      const decision = decide(current, input)
      return hasOwn || decision.outcome !== 'permit' ? decision : { outcome: 'not_found', events: [] }
    } })
    expect(opened.leaks.length).toBeGreaterThan(0)
  }, 60_000)
})
