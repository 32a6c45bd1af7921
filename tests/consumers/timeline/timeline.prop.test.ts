import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createProjection } from '../../../consumers/projection.ts'
import { rebuildTimeline } from '../../../consumers/timeline/rebuild.ts'
import { timelineStep } from '../../../consumers/timeline/start.ts'
import { timelineHashes } from '../../../consumers/timeline/table-hash.ts'
import { createCaseEventWriter } from '../../../infra/event-log/case-events.ts'
import type { LogRecord } from '../../../infra/event-log/port.ts'
import { CASE_EVENTS } from '../../../infra/event-log/topics.ts'
import { caseLogOf, caseRecordOf } from '../../fixtures/case-records.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { openEmbeddedParts, type EmbeddedParts } from '../../fixtures/embedded-parts.ts'

const CASES = ['kestrel', 'linnet'] as const
const EVENTS = 12

/** An arrival: whose event is next, and after it perhaps one of the events so far again. */
const arrivals = fc.array(fc.record({ from: fc.constantFrom(0, 1), again: fc.option(fc.nat(), { freq: 3 }) }), {
  minLength: 2 * EVENTS,
  maxLength: 2 * EVENTS,
})
const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 12 })

describe('the timeline’s tables', () => {
  let parts: EmbeddedParts
  let perCase: readonly (readonly LogRecord[])[]
  let expected: Awaited<ReturnType<typeof timelineHashes>>

  beforeAll(async () => {
    parts = await openEmbeddedParts()
    const write = await createCaseEventWriter(parts.log, parts.registry)
    perCase = await Promise.all(
      CASES.map(async (name) => {
        const records = await Promise.all(
          demoEvents(name)
            .slice(0, EVENTS)
            .map((event) => caseRecordOf(parts.vault, event, caseLogOf(name))),
        )
        const appended = await write(records)
        return (await Promise.all(appended.map(({ topic, partition, offset }) => parts.log.read(topic, partition, offset, 1)))).flat()
      }),
    )
    await rebuildTimeline(parts)
    expected = await timelineHashes(parts.store.db)
  }, 120_000)
  afterAll(async () => {
    await parts.remove()
  })

  /** The arrivals as one partition's records: each case in its own order, however the cases interleave. */
  const recordsOf = (order: readonly { readonly from: number; readonly again: number | null }[]): readonly LogRecord[] => {
    const next = [0, 0]
    const records = order.flatMap(({ from, again }): readonly LogRecord[] => {
      const from0 = (next[from] ?? 0) < EVENTS ? from : 1 - from
      const record = perCase[from0]?.[next[from0] ?? 0]
      next[from0] = (next[from0] ?? 0) + 1
      const seen = perCase[from0]?.slice(0, next[from0]) ?? []
      const repeat = again === null ? undefined : seen[again % seen.length]
      return [record, repeat].filter((one) => one !== undefined)
    })
    return records.map((record, offset) => ({ ...record, partition: 0, offset }))
  }

  const project = async (records: readonly LogRecord[], sizes: readonly number[]): Promise<void> => {
    for (const table of ['case_part', 'case_event', 'case_refused', 'case_candidate', 'case_log', 'consumer_offset'] as const)
      await parts.store.db.deleteFrom(table).execute()
    const projection = createProjection({ store: parts.store, consumer: 'timeline', ...timelineStep(parts) })
    for (let from = 0, round = 0; from < records.length; round++) {
      const to = from + (sizes[round % sizes.length] ?? 1)
      await projection.handle([{ topic: CASE_EVENTS, partition: 0, records: records.slice(from, to) }])
      from = to
    }
  }

  it('are the same whatever the batches, the repeats and the order among cases', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, cuts, async (order, sizes) => {
        await project(recordsOf(order), sizes)
        expect(await timelineHashes(parts.store.db)).toEqual(expected)
      }),
      { numRuns: 12 },
    )
  }, 120_000)

  it('have nothing of a batch whose transaction fails, and take it once when it comes again', async () => {
    await project([], [1])
    const failing = createProjection({
      store: parts.store,
      consumer: 'timeline',
      ...timelineStep(parts),
      crashPoint: (name) => {
        if (name === 'timeline-before-commit') throw new Error('stopped')
      },
    })
    const records = recordsOf(Array.from({ length: 2 * EVENTS }, () => ({ from: 0, again: null })))
    await expect(failing.handle([{ topic: CASE_EVENTS, partition: 0, records }])).rejects.toThrow('stopped')
    expect(Object.values(await timelineHashes(parts.store.db))).toEqual(['', '', '', '', ''])
    await project(records, [100])
    expect(await timelineHashes(parts.store.db)).toEqual(expected)
  })

  it('are left alone by a member whose partition another has taken', async () => {
    const records = recordsOf(Array.from({ length: 2 * EVENTS }, () => ({ from: 1, again: null })))
    await project(records, [100])
    const late = createProjection({ store: parts.store, consumer: 'timeline', ...timelineStep(parts) })
    await expect(late.handle([{ topic: CASE_EVENTS, partition: 0, records }])).rejects.toMatchObject({ code: 'offset-lost' })
    expect(await timelineHashes(parts.store.db)).toEqual(expected)
  })
})
