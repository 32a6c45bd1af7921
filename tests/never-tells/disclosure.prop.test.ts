import { describe, expect, it } from '@jest/globals'
import { currentReleaseFiles } from '../../policy/release/files.ts'
import { decide } from '../../policy/decide/decide.ts'
import { loadRelease } from '../../policy/release/load.ts'
import { loadCatalogue } from '../../schemas/index.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { OWN_EVENT_ID } from './disclosure/own-event.ts'
import { checkDisclosure } from './disclosure/check.ts'

const EVENTS = 1_500
const files = currentReleaseFiles(loadCatalogue())
const current = loadRelease(files)

describe('an event of the reader’s own agency', () => {
  it('shows nothing more of another agency’s event but by a row of the table', () => {
    const { leaks, byRow, permitted } = checkDisclosure(current, { events: EVENTS, seed: 1 })
    process.stdout.write(
      `${String(EVENTS)} own events, ${String(permitted)} reads permitted; ${[...byRow].map(([row, count]) => `${row} ${String(count)}`).join(', ')}\n`,
    )
    expect(leaks.map(({ seed, own: { event } }) => `${String(seed)} ${event.type}`)).toEqual([])
    expect(permitted).toBeGreaterThan(EVENTS / 3)
  }, 60_000)

  it('is found out where it opens the case', () => {
    // As if whoever has an event in a case were asked by the meeting that lists it.
    const opened = checkDisclosure(current, {
      events: EVENTS,
      seed: 1,
      decides: (input) => {
        const { reader } = input.request
        const hasOwn = input.logs.some(({ events, left }) =>
          events.some(({ index, sequence }) => index.agency === reader.agency && left?.has(sequence) !== true),
        )
        const decision = decide(current, input)
        return hasOwn || decision.outcome !== 'permit' ? decision : { outcome: 'not_found', events: [] }
      },
    })
    expect(opened.leaks.length).toBeGreaterThan(0)
  }, 60_000)

  it("is found out where whose child somebody is counts by the own agency's word as by another's", () => {
    // As if the last event of the reader's agency that names several people were of another agency.
    const believed = checkDisclosure(current, {
      events: EVENTS,
      seed: 1,
      decides: (input) =>
        decide(current, {
          ...input,
          logs: input.logs.map((log) => ({
            ...log,
            events: log.events.map((event) =>
              event.index.agency === input.request.reader.agency && event.index.event_id === OWN_EVENT_ID && event.index.harmed.length > 1
                ? { ...event, index: { ...event.index, agency: agencyNamed('fixture-other') } }
                : event,
            ),
          })),
        }),
    })
    expect(believed.leaks.length).toBeGreaterThan(0)
  }, 60_000)

  it("is found out where its type makes another's event open that is of no row", () => {
    // As if an own event of any type about somebody showed whole what was reduced.
    const widened = checkDisclosure(current, {
      events: EVENTS,
      seed: 1,
      decides: (input) => {
        const decision = decide(current, input)
        const hasOwn = input.logs.some(({ events }) =>
          events.some(({ index }) => index.event_id === OWN_EVENT_ID && index.harmed.length > 0),
        )
        return hasOwn ? { ...decision, events: decision.events.map((event) => ({ ...event, dates: 'exact' as const })) } : decision
      },
    })
    expect(widened.leaks.length).toBeGreaterThan(0)
  }, 60_000)
})
