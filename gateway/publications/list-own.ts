import { readableUntil } from '../../core/publications/readable.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { receiptsBackwards } from '../api/receipts/find-receipt.ts'
import type { PublicationDeps } from './deps.ts'
import { itemOfReceipt, itemOfStored, type PublicationItem } from './items.ts'
import { listPublications, type PublicationPosition, type StoredPublication } from './stored.ts'

/** How far a list was read: the last accepted event, and the offset of receipts before which the next are. */
export interface ListPosition {
  readonly accepted?: PublicationPosition
  readonly receipts?: number
}

/** An entry of a list; `stored` of one that was accepted. */
export interface ListEntry {
  readonly item: PublicationItem
  readonly stored?: StoredPublication
}

export interface PublicationPage {
  readonly entries: readonly ListEntry[]
  /** Undefined at the end. A page may be shorter than it could be, and not the last. */
  readonly next: ListPosition | undefined
}

interface Refused {
  readonly item: PublicationItem
  readonly offset: number
}

interface RefusedPage {
  readonly found: readonly Refused[]
  /** The offset down to which receipts were looked at, and when the oldest of them was written. */
  readonly from: number
  readonly oldest: string
  readonly isWhole: boolean
}

/** Receipts that a page looks at, about. */
const MOST_RECEIPTS = 20_000

/** What was not accepted, the newest first, from the receipts that there are. */
async function refusedOf(
  { eventLog, decodeReceipt }: PublicationDeps,
  agency: AgencyId,
  before: number | undefined,
  limit: number,
): Promise<RefusedPage> {
  const found: Refused[] = []
  let [from, oldest, isWhole, seen] = [before ?? Infinity, '', true, 0]
  for await (const chunk of receiptsBackwards(eventLog, decodeReceipt, agency, before)) {
    for (const { offset, receipt } of chunk.entries) {
      const item = itemOfReceipt(receipt)
      if (item !== undefined && !found.some((other) => other.item.at === item.at && other.item.id === item.id)) found.push({ item, offset })
      oldest = receipt.at
    }
    seen += chunk.entries.length
    ;[from, isWhole] = [chunk.from, chunk.isLast]
    if (found.length > limit || seen >= MOST_RECEIPTS) break
  }
  return { found, from, oldest, isWhole }
}

const positionOf = ({ published_at, system, event_id }: StoredPublication): PublicationPosition => ({ published_at, system, event_id })

/** What an agency published, the newest first: accepted events for ever, what was not accepted for as long as there are receipts of it. */
export async function listOwn(deps: PublicationDeps, agency: AgencyId, after: ListPosition, limit: number): Promise<PublicationPage> {
  const { reads } = deps
  const stored = await listPublications(reads.readStore.db, agency, readableUntil(reads.clock.now()), after.accepted, limit + 1)
  const refused = await refusedOf(deps, agency, after.receipts, limit)
  const entries = [
    ...stored.map((publication) => ({ item: itemOfStored(publication), stored: publication, offset: undefined })),
    ...refused.found.map((one) => ({ ...one, stored: undefined })),
  ].sort((one, other) => (one.item.at < other.item.at ? 1 : one.item.at > other.item.at ? -1 : 0))
  // Older than the receipts that were looked at, something else may stand between.
  const known = refused.isWhole ? entries : entries.filter(({ item }) => item.at >= refused.oldest)
  const page = known.slice(0, limit)
  const lastStored = page.findLast((entry) => entry.stored !== undefined)?.stored
  const left = known.slice(limit).find((entry) => entry.offset !== undefined)?.offset
  const isEnd = refused.isWhole && known.length <= limit
  return {
    entries: page.map(({ item, stored: of }) => ({ item, ...(of === undefined ? {} : { stored: of }) })),
    next: isEnd
      ? undefined
      : {
          ...(lastStored === undefined
            ? after.accepted === undefined
              ? {}
              : { accepted: after.accepted }
            : { accepted: positionOf(lastStored) }),
          receipts: left === undefined ? refused.from : left + 1,
        },
  }
}
