import { LINKS_EVENTS } from '../../infra/event-log/topics.ts'
import type { EventLog } from '../../infra/event-log/port.ts'
import type { RecordCodec } from '../../infra/registry/record-codec.ts'
import type { LinkEpochRecord } from './entries.ts'
import { unreadable } from './errors.ts'
import type { LinksLog } from './links-log.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'

const CHUNK = 1_000

export interface TakeOverDeps {
  readonly log: EventLog
  readonly records: RecordCodec
  readonly links: LinksLog
}

/** Who wrote the first epoch entry from `epoch` on that stands between two offsets of links.events (both inclusive): that one is in force. */
async function winner({ log, records }: TakeOverDeps, epoch: number, from: number, to: number): Promise<string | undefined> {
  for (let next = from; next <= to;) {
    const chunk = await log.read(LINKS_EVENTS, 0, next, Math.min(CHUNK, to - next + 1))
    for (const { value } of chunk) {
      const decoded = await records.decode(value)
      if (!decoded.ok) throw unreadable(decoded.errors)
      const entry = decoded.value.value as LinkEpochRecord
      if (decoded.value.subject === SUBJECTS.linkEpoch && entry.epoch >= epoch) return entry.intake
    }
    next = (chunk.at(-1)?.offset ?? to) + 1
  }
  return undefined
}

/**
 * Makes an intake the active one: claims of an earlier one that stand after its epoch entry are void. `intake`: its random id. Returns its epoch,
 * with the link tables caught up. Of two that take the same number at once the first in the log has it; the other takes the next.
 */
export async function takeOver(deps: TakeOverDeps, intake: string, startedAt: string): Promise<number> {
  const { log, records, links } = deps
  for (;;) {
    await links.catchUp()
    const [epoch, from] = [links.epoch() + 1, links.next()]
    const { wire } = await records.encode(SUBJECTS.linkEpoch, { epoch, intake, started_at: startedAt })
    const [entry] = await log.append([{ topic: LINKS_EVENTS, key: null, value: wire }])
    if (entry === undefined || (await winner(deps, epoch, from, entry.offset)) !== intake) continue
    await links.catchUp(epoch)
    return epoch
  }
}
