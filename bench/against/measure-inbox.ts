import { agencyOf } from '../../commands/demo/folder.ts'
import type { LoadClient } from '../load/client.ts'
import { timeBlock, type BlockTime } from './block.ts'
import { untilInForce } from './in-force.ts'
import type { Receipts } from './receipts.ts'
import { batchRequests } from './requests.ts'
import type { Serving } from './serving.ts'
import type { InboxBlock } from './workload.ts'

/** What a block came to. */
export interface BlockTaken extends BlockTime {
  readonly accepted: number
}

const CONNECTIONS = 8

/** Events of a block from their POST until each has a receipt and the timeline has what intake placed. Tokens and bodies are there before the clock starts. */
export async function placeBlock(
  serving: Serving,
  receipts: Receipts,
  load: LoadClient,
  { events, sentinels }: InboxBlock,
): Promise<BlockTaken> {
  const requests = await batchRequests(serving, events)
  for (const sentinel of sentinels) await serving.token(agencyOf(sentinel))
  let accepted = 0
  const time = await timeBlock(serving, async () => {
    await load.run({ origin: serving.origin, requests, connections: CONNECTIONS }, 202)
    accepted = await receipts.of(events)
    await untilInForce(serving, sentinels)
  })
  return { ...time, accepted }
}
