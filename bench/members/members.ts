import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Parts } from '../../commands/parts.ts'
import { TIMELINE_CONSUMER } from '../../consumers/timeline/start.ts'
import type { NewRecord } from '../../infra/event-log/port.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import { temporaryFolder } from '../../tests/fixtures/temporary-folder.ts'
import { buildAt, ROOT } from '../against/build.ts'
import { createCleanup, type Cleanup } from '../against/cleanup.ts'
import { serveBuild } from '../against/serving.ts'
import type { Column } from '../columns/column.ts'
import { spreadOf, type Comparison } from '../ratio.ts'
import type { Size } from '../size.ts'
import { makeCaseRecords } from './case-records.ts'
import { groupOf } from './group.ts'
import { environmentOfPlaces } from './places.ts'

/** How many timelines, beside one; what two are to come to on two cores. */
const MEMBERS = [
  { count: 2, words: 'two', aim: 1.6 },
  { count: 4, words: 'four', aim: null },
] as const
const COUNTS = [1, ...MEMBERS.map(({ count }) => count)]
/** Rounds that warm up: every process is new, so that there is only the servers to warm. */
const WARM_UP = 1
const PATIENCE_MS = 120_000
const LOOK_MS = 20
const SETTLED_MS = 1_000

/** Resolves when timelines have committed everything of case.events. */
async function committed({ log, store }: Parts): Promise<void> {
  const end = (await log.ranges(CASE_EVENTS)).reduce((sum, range) => sum + range.end, 0)
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const { taken } = await store.db
      .selectFrom('consumer_offset')
      .select(({ fn }) => fn.sum<number | null>('next_offset').as('taken'))
      .where('consumer', '=', TIMELINE_CONSUMER)
      .where('topic', '=', CASE_EVENTS)
      .executeTakeFirstOrThrow()
    if (Number(taken ?? 0) === end) return
    if (performance.now() > until) throw new Error(`The timelines have ${String(taken)} of ${String(end)} records.`)
    await sleep(LOOK_MS)
  }
}

interface Installation {
  readonly parts: Parts
  readonly brokers: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly folder: string
  readonly cleanup: Cleanup
}

/** So many timelines, in processes of their own that wait for records: milliseconds from the append of records until all are committed. */
async function placedBy(count: number, records: readonly NewRecord[], at: Installation): Promise<number> {
  const build = buildAt(ROOT, 'here', join(at.folder, 'compiled'))
  const members = await Promise.all(
    Array.from({ length: count }, (_, member) =>
      serveBuild(build, join(at.folder, `timeline-${String(member)}`), at.cleanup, { roles: ['timeline'], places: at.environment }),
    ),
  )
  await groupOf(at.brokers, TIMELINE_CONSUMER, count)
  await sleep(SETTLED_MS)
  const from = performance.now()
  await at.parts.log.append(records)
  await committed(at.parts)
  const ms = performance.now() - from
  await Promise.all(members.map((member) => member.stop()))
  return ms
}

/** One, two and four timelines over the same Kafka and PostgreSQL: events a second, and what two and four come to beside one. Empty where the log is embedded: one process has it. */
export async function timelineMembers({ places }: Column, { rounds, placed }: Size): Promise<readonly Comparison[]> {
  if (places?.kafka === undefined) return []
  const { path: folder, remove } = temporaryFolder()
  const cleanup = createCleanup()
  const masterKeyFile = join(folder, 'master.key')
  const blocks = (WARM_UP + rounds) * COUNTS.length
  const { parts, records } = await makeCaseRecords(places, { data: join(folder, 'bench'), masterKeyFile, events: blocks * placed })
  const n = Math.floor(records.length / blocks)
  const at: Installation = {
    parts,
    brokers: places.kafka.brokers,
    environment: environmentOfPlaces(places, masterKeyFile),
    folder,
    cleanup,
  }
  const rates = new Map<number, number[]>(COUNTS.map((count) => [count, []]))
  try {
    let block = 0
    for (let round = 0; round < WARM_UP + rounds; round++) {
      // Who is first in a round is last in the next.
      for (const count of round % 2 === 0 ? COUNTS : COUNTS.toReversed()) {
        const ms = await placedBy(count, records.slice(block * n, (block + 1) * n), at)
        block += 1
        if (round >= WARM_UP) rates.get(count)?.push(n / (ms / 1_000))
      }
    }
  } finally {
    await parts.close()
    cleanup.run()
    remove()
  }
  const one = rates.get(1) ?? []
  return MEMBERS.map(({ count, words, aim }) => {
    const own = rates.get(count) ?? []
    return {
      name: `timelines, ${words}`,
      unit: 'events',
      n,
      rounds,
      aim,
      system: spreadOf(own),
      ceiling: spreadOf(one),
      ratio: spreadOf(own.map((rate, round) => rate / (one[round] ?? Number.NaN))),
    }
  })
}
