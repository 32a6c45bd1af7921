import { createClient } from '../../../producers/agency-client/client.ts'
import { madeUpEvent } from './events.ts'
import { eventId } from './numbered-ids.ts'

/** Publishes the events numbered from `first` up to `last`, prints each number once it is acknowledged, waits until all are delivered, and ends. */
const [url = '', outbox = '', first = '0', last = '0'] = process.argv.slice(2)
const client = createClient({ url, token: async () => 'token', outbox, random: () => Math.random() / 10 }, () => ({
  errors: [],
  held: [],
  warnings: [],
}))
for (let number = Number(first); number < Number(last); number++) {
  await client.publish(madeUpEvent(eventId(number)))
  process.stdout.write(`${String(number)}\n`)
}
await client.drain()
await client.close()
