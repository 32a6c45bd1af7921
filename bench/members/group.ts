import { setTimeout as sleep } from 'node:timers/promises'
import { Kafka, logLevel } from 'kafkajs'

const PATIENCE_MS = 60_000
const LOOK_MS = 100

/** Resolves when a consumer group has so many members, and each knows what it reads. Rejects when that takes a minute. */
export async function groupOf(brokers: readonly string[], group: string, members: number): Promise<void> {
  const admin = new Kafka({ brokers: [...brokers], clientId: 'bench', logLevel: logLevel.ERROR }).admin()
  await admin.connect()
  try {
    const until = performance.now() + PATIENCE_MS
    for (;;) {
      const [found] = (await admin.describeGroups([group])).groups
      if (found?.state === 'Stable' && found.members.length === members) return
      if (performance.now() > until) throw new Error(`The group ${group} has not become one of ${String(members)} members.`)
      await sleep(LOOK_MS)
    }
  } finally {
    await admin.disconnect()
  }
}
