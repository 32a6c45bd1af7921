import { agencyNamed } from '../tests/fixtures/ids.ts'
import { temporaryFolder } from '../tests/fixtures/temporary-folder.ts'
import type { Column } from './columns/column.ts'
import type { LoadClient } from './load/client.ts'
import { batchesOf } from './load/requests.ts'
import { createEvents } from './made-up/events.ts'
import { plainGateway } from './plain/gateway.ts'
import { inboxTopic } from '../infra/event-log/topics.ts'
import { race, type Comparison } from './ratio.ts'
import type { Size } from './size.ts'
import { inboxRecords } from './system/inbox-records.ts'
import type { System } from './system/system.ts'

const AGENCY = agencyNamed('norshire-police')
const BATCH = 200
const CONNECTIONS = 2
/** Records of one plain append: where plain producing is fastest. */
const APPENDED = 1_000
/** Different events; a round sends them again and again, which without consumers is the same work. */
const DIFFERENT = 1_000

/**
 * Accepted events over HTTP in batches: the gateway alone, no consumer behind it. Beside a bare express that parses, encodes and appends; and beside
 * appending the same Avro bytes to the log alone, without HTTP.
 */
export async function accepted(
  column: Column,
  system: System,
  load: LoadClient,
  { rounds, warmUp, accepted: n }: Size,
): Promise<readonly Comparison[]> {
  await system.gatewayAlone()
  const { path, remove } = temporaryFolder()
  const log = await column.openPlainLog(path)
  await log.createTopic(inboxTopic(AGENCY), { partitions: 1 })
  const plain = await plainGateway(log)
  const events = createEvents(1).take(Math.min(n, DIFFERENT), AGENCY)
  const times = Math.max(1, Math.round(n / DIFFERENT))
  const again = <T>(list: readonly T[]): readonly T[] => Array.from({ length: times }, () => list).flat()
  const requests = again(batchesOf(events, BATCH, await system.token(AGENCY)))
  const records = again(await inboxRecords(system.parts, events))
  const send = (origin: string) => async () => (await load.run({ origin, requests, connections: CONNECTIONS }, 202)).ms
  const produce = async (): Promise<number> => {
    const from = performance.now()
    for (let at = 0; at < records.length; at += APPENDED) await log.append(records.slice(at, at + APPENDED))
    return performance.now() - from
  }
  const same = { unit: 'events', n, rounds, warmUp, system: send(system.service.origin) }
  try {
    return [
      await race({ ...same, name: `accepted over HTTP, batches of ${BATCH}`, ceiling: send(plain.origin) }),
      await race({
        ...same,
        name: `accepted over HTTP ÷ ${column.name === 'embedded' ? 'plain appends' : 'plain kafkajs produce'}`,
        ceiling: produce,
        aim: null,
      }),
    ]
  } finally {
    await plain.close()
    await log.close()
    remove()
  }
}
