import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { sendCommand } from '../../commands/socket.ts'
import { createAgencyClient } from '../../producers/agency-client/agency-client.ts'
import type { CloudEvent } from '../../producers/agency-client/cloud-event.ts'
import { eventOf } from './events.ts'

/**
 * Publishes an agency's events numbered from `first` up to `last` through a durable outbox in the folder, prints each number once `publish` has
 * resolved, waits until all are delivered, and ends. Ends when whoever started it is gone, too.
 */
const [agency = '', url = '', folder = '', data = '', first = '', last = ''] = process.argv.slice(2)
process.stdin
  .on('close', () => {
    process.exit(0)
  })
  .resume()

const PAUSE_MS = 5
const client = createAgencyClient({
  url,
  agency,
  outbox: join(folder, `${agency}.sqlite`),
  random: () => Math.random() / 10,
  token: async () => String(await sendCommand(data, { command: 'token', arguments: { as: agency } })),
})
for (let n = Number(first); n < Number(last); n++) {
  await client.publish(eventOf(agency, n).body as unknown as CloudEvent)
  process.stdout.write(`${String(n)}\n`)
  await delay(PAUSE_MS)
}
await client.drain()
const refused = client.parked().length
await client.close()
process.exit(refused)
