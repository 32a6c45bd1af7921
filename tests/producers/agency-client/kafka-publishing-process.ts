import { systemClock } from '../../../infra/clock/clock.ts'
import { crashPointFrom } from '../../../infra/faults/crash-point.ts'
import { createClientOver } from '../../../producers/agency-client/client.ts'
import { createKafkaWay } from '../../../producers/agency-client/kafka-way.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { madeUpEvent } from './events.ts'
import { eventId } from './numbered-ids.ts'

/** As publishing-process.ts, to Kafka: publishes the numbered events, prints each number once it is acknowledged, waits until all are delivered, and ends. */
const [broker = '', agency = '', outbox = '', first = '0', last = '0'] = process.argv.slice(2)
const way = createKafkaWay({
  agency,
  kafka: { brokers: [broker] },
  catalogue: loadCatalogue(),
  clock: systemClock,
  crashPoint: crashPointFrom(process.env),
})
const client = createClientOver(way, { outbox, random: () => Math.random() / 10 }, () => ({ errors: [], held: [], warnings: [] }))
for (let number = Number(first); number < Number(last); number++) {
  await client.publish({ ...madeUpEvent(eventId(number)), source: `/agencies/${agency}/records` })
  process.stdout.write(`${String(number)}\n`)
}
await client.drain()
await client.close()
