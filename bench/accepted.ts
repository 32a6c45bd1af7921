import { startTestGateway } from '../tests/fixtures/gateway.ts'
import { temporaryFolder } from '../tests/fixtures/temporary-folder.ts'
import type { LoadClient } from './load/client.ts'
import { batchesOf } from './load/requests.ts'
import { createEvents } from './made-up/events.ts'
import { plainFrontDoor } from './plain/front-door.ts'
import { race, type Comparison } from './ratio.ts'
import type { Size } from './size.ts'

const AGENCY = 'norshire-police'
const BATCH = 200
const CONNECTIONS = 2

/** Accepted events over HTTP in batches: the gateway alone, no consumer behind it, beside a bare express that parses, encodes and appends. */
export async function accepted(load: LoadClient, { rounds, warmUp, accepted: n }: Size): Promise<Comparison> {
  const { path, remove } = temporaryFolder()
  const gateway = await startTestGateway({ rateLimit: { perSecond: 1e9, burst: 1e9 } })
  const plain = await plainFrontDoor(path, AGENCY)
  const requests = batchesOf(createEvents(1).take(n, AGENCY), BATCH, await gateway.token(AGENCY))
  const send = (origin: string) => async () => (await load.run({ origin, requests, connections: CONNECTIONS }, 202)).ms
  try {
    return await race({ name: `accepted over HTTP, batches of ${BATCH}`, unit: 'events', n, rounds, warmUp, system: send(gateway.origin), ceiling: send(plain.origin) })
  } finally {
    await plain.close()
    await gateway.close()
    remove()
  }
}
