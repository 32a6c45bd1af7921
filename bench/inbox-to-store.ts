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
 * From records in the inboxes until their rows are committed: intake and timeline, beside plain code that decodes, seals and inserts the same
 * rows over the same hops. Each round's events are the system's first; what it made of them is what the plain code makes again.
 */
export async function inboxToStore(column: Column, system: System, { rounds, warmUp, placed: n }: Size): Promise<Comparison> {
  const { parts } = system
  const { path, remove } = temporaryFolder()
  const plain = await openPlainPipeline(column, path, readFolder(DEMO_FOLDER).agencies.map(({ agency }) => agency), parts.registry)
  const takePlans = await createPlanner(parts)
  await takePlans()
  const made = createEvents(2)
  let records: readonly NewRecord[] = []
  try {
    return await race({
      name: 'inbox to read store', unit: 'events', n, rounds, warmUp,
      system: async () => {
        records = await inboxRecords(parts, made.take(n))
        const taken = system.taken(n)
        await parts.log.append(records)
        const from = performance.now()
        return await taken - from
      },
      ceiling: async () => {
        plain.expect(await takePlans())
        await plain.log.append(records)
        const from = performance.now()
        return await plain.progress.handled(PLAIN_GROUPS, n) - from
      },
    })
  } finally {
    await plain.close()
    remove()
  }
}
