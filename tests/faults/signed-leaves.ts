import { setTimeout as delay } from 'node:timers/promises'
import { parseEntryBundle } from '../../core/transparency-log/tiles/entry-bundle.ts'
import { bundlesOf, entriesPath } from '../../core/transparency-log/tiles/tile.ts'
import type { EventLog } from '../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import type { TransparencyLogStore } from '../../infra/transparency-log/port.ts'

const POLL_MS = 10

/** Ids of the access records that have a leaf under a signed checkpoint, once the log has what is in access.log now. */
export async function signedLeaves({
  log,
  transparencyLog,
}: {
  readonly log: EventLog
  readonly transparencyLog: TransparencyLogStore
}): Promise<readonly string[]> {
  const end = (await log.ranges(ACCESS_LOG))[0]?.end ?? 0
  let position = await transparencyLog.position()
  for (; position.offset < end; position = await transparencyLog.position()) await delay(POLL_MS)
  let size = 0
  for (; size < position.size; size = (await transparencyLog.signed())?.size ?? 0) await delay(POLL_MS)
  const ids: string[] = []
  for (const place of bundlesOf(size)) {
    const entries = parseEntryBundle((await transparencyLog.file(entriesPath(place))) ?? Buffer.alloc(0)) ?? []
    ids.push(...entries.map((entry) => (JSON.parse(entry.toString('utf8')) as { readonly did: string }).did))
  }
  return ids
}
