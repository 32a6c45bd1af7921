import type { ReplayRange } from '../replays.ts'
import type { ReplayDeps } from './deps.ts'
import { endOfAccessLog, gatherReads } from './gather-reads.ts'
import { narrow } from './narrow.ts'
import { readGround } from './ground.ts'
import { streamShares, type StreamedRead } from './streamed-share.ts'

export type { StreamedRead } from './streamed-share.ts'

/** Reads of a share, at most: of one group, and many enough that to fold their case log once more is nothing. */
export const SHARE_READS = 2_000

/**
 * The recorded reads of a range, each opened and with the logs that it is judged over, in bounded memory: those of one case log one after the other, so that it
 * is folded once and let go of; of the others, those of one reader. Within each in the order of access.log.
 */
export async function* streamReads(deps: ReplayDeps, range: ReplayRange): AsyncGenerator<StreamedRead> {
  const ground = await readGround(deps)
  const narrowed = await narrow(ground, range)
  const { sorted, confirmed } = await gatherReads(ground, narrowed.wanted, await endOfAccessLog(deps))
  const stream = streamShares(ground, sorted, confirmed)
  try {
    for (const share of sorted.shares(SHARE_READS)) for await (const read of stream.of(share)) if (narrowed.holds(read)) yield read
  } finally {
    stream.close()
    sorted.close()
  }
}
