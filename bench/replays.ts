import { defaultWorkers } from '../commands/replay.ts'
import { replay } from '../gateway/audit/replay/replay.ts'
import { policyOf } from '../policy/policy-of.ts'
import { loadRecords } from '../schemas/index.ts'
import type { LoadClient } from './load/client.ts'
import { race, type Comparison } from './ratio.ts'
import type { Size } from './size.ts'
import type { System } from './system/system.ts'
import { openReadCase } from './timeline-reads.ts'

const CONNECTIONS = 4
const OK = 200
const AIM = 2

/** Timeline reads run again from the logs, beside the same reads as they were made over HTTP. */
export async function replays(system: System, load: LoadClient, { rounds, warmUp, reads: n }: Size): Promise<Comparison> {
  const { parts, service } = system
  const { timeline } = await openReadCase(system, 5)
  const deps = { ...parts, records: loadRecords(), policyOf }
  const requests = Array.from({ length: n }, () => timeline)
  let from = ''
  const readAll = async (): Promise<number> => {
    from = new Date(parts.clock.now()).toISOString()
    return (await load.run({ origin: service.origin, requests, connections: CONNECTIONS }, OK)).ms
  }
  const replayAll = async (): Promise<number> => {
    const begun = performance.now()
    const { counts } = await replay(deps, { from }, { workers: defaultWorkers() })
    const ms = performance.now() - begun
    if (counts.match !== n) throw new Error(`Of ${String(n)} reads, ${String(counts.match)} match.`)
    return ms
  }
  await readAll()
  return race({ name: 'replays of timeline reads', unit: 'replays', n, rounds, warmUp, aim: AIM, system: replayAll, ceiling: readAll })
}
