import { systemClock } from '../../../../infra/clock/clock.ts'
import { openSqliteEventLog } from '../../../../infra/event-log/sqlite/sqlite-event-log.ts'

/** Appends to `faults` until it is killed; prints a line `key value partition offset` for each record once it is acknowledged. */
const [folder = '', run = ''] = process.argv.slice(2)
const log = await openSqliteEventLog({ folder, clock: systemClock })
await log.createTopic('faults', { partitions: 8 })

const appendForEver = async (key: string): Promise<void> => {
  for (let n = 0; ; n++) {
    const value = `${run}:${String(n)}`
    const [at] = await log.append([{ topic: 'faults', key, value: Buffer.from(value) }])
    process.stdout.write(`${key} ${value} ${String(at?.partition)} ${String(at?.offset)}\n`)
  }
}
await Promise.all(Array.from({ length: 16 }, (_, writer) => appendForEver(`key-${String(writer)}`)))
