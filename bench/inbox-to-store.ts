import { readFolder } from '../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../commands/service.ts'
import { temporaryFolder } from '../tests/fixtures/temporary-folder.ts'
import type { NewRecord } from '../infra/event-log/port.ts'
import type { Column } from './columns/column.ts'
import { createEvents } from './made-up/events.ts'
import { openPlainPipeline, PLAIN_GROUPS } from './plain/pipeline.ts'
import { createPlanner } from './plain/plan.ts'
import { race, type Comparison } from './ratio.ts'
import type { Size } from './size.ts'
import { inboxRecords } from './system/inbox-records.ts'
import type { System } from './system/system.ts'

/**
 * From the append of records to the inboxes until their rows are committed: intake and timeline, beside plain code that decodes, seals and inserts the
 * same rows over the same hops. Each round's events are the system's first; what it made of them is what the plain code makes again. All events
 * are made before the first round.
 */
export async function inboxToStore(column: Column, system: System, { rounds, warmUp, placed: n }: Size): Promise<Comparison> {
  const { parts } = system
  const { path, remove } = temporaryFolder()
  const plain = await openPlainPipeline(
    column,
    path,
    readFolder(DEMO_FOLDER).agencies.map(({ agency }) => agency),
    parts.registry,
  )
  const takePlans = await createPlanner(parts)
  await takePlans()
  const made = createEvents(2)
  const prepared: (readonly NewRecord[])[] = []
  for (let round = 0; round < warmUp + rounds; round++) prepared.push(await inboxRecords(parts, made.take(n)))
  try {
    return await race({
      name: 'inbox to read store',
      unit: 'events',
      n,
      rounds,
      warmUp,
      system: async (round) => {
        const taken = system.taken(n)
        const from = performance.now()
        await parts.log.append(prepared[round] ?? [])
        return (await taken) - from
      },
      ceiling: async (round) => {
        plain.expect(await takePlans())
        // Before the append: what is handled while that is acknowledged counts too.
        const handled = plain.progress.handled(PLAIN_GROUPS, n)
        const from = performance.now()
        await plain.log.append(prepared[round] ?? [])
        return (await handled) - from
      },
    })
  } finally {
    await plain.close()
    remove()
  }
}
