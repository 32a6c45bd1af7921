import { TIMELINE_CONSUMER } from '../consumers/timeline/start.ts'
import type { CaseEventRecord } from '../core/case/index-part.ts'
import { createRecordCodec } from '../infra/registry/record-codec.ts'
import type { LogRecord } from '../infra/event-log/port.ts'
import type { LoadClient } from './load/client.ts'
import { singlesOf } from './load/requests.ts'
import { createEvents } from './made-up/events.ts'
import { machineTime } from './machine-time.ts'
import { quantile } from './ratio.ts'
import type { Size } from './size.ts'
import type { System } from './system/system.ts'
import type { Timing } from './timing.ts'

const AGENCY = 'norshire-police'
const CONNECTIONS = 16
const SECOND = 1_000
/** Events a second, with a seed of their own. */
const SEEDS = { 4: 4, 40: 5, 400: 6 } as const
export const PACES = [4, 40, 400] as const

/** From the beginning of a POST of one event until the event is committed to its timeline, at a steady pace of events a second. */
export async function pushToTimeline(system: System, load: LoadClient, pace: keyof typeof SEEDS, { paced }: Size): Promise<Timing> {
  const { parts, service } = system
  const events = createEvents(SEEDS[pace]).take(pace * paced, AGENCY)
  const committed: { readonly record: LogRecord; readonly at: number }[] = []
  system.onHandled = (group, batches) => {
    const at = machineTime()
    if (group === TIMELINE_CONSUMER) for (const { records } of batches) for (const record of records) committed.push({ record, at })
  }
  const there = system.taken(events.length)
  const { began, took } = await load.run(
    {
      origin: service.origin,
      requests: singlesOf(events, await system.token(AGENCY)),
      connections: CONNECTIONS,
      every: SECOND / pace,
    },
    202,
  )
  await there
  system.onHandled = () => undefined
  const decoder = createRecordCodec(parts.registry)
  const ends = new Map<string, number>()
  for (const { record, at } of committed) {
    const decoded = await decoder.decode(record.value)
    if (decoded.ok) ends.set((decoded.value.value as CaseEventRecord).index.event_id, at)
  }
  // Those that no rule links are on no timeline.
  const waited = events.flatMap(({ id }, index) => {
    const end = ends.get(id)
    return end === undefined ? [] : [end - (began[index] ?? Number.NaN)]
  })
  return {
    name: `push to timeline at ${pace} a second`,
    unit: 'events',
    n: waited.length,
    ms: { p50: quantile(waited, 0.5), p95: quantile(waited, 0.95), p99: quantile(waited, 0.99), 'p50 of the answer': quantile(took, 0.5) },
  }
}
