import type { EventLog } from '../../../infra/event-log/port.ts'
import type { Cursors } from '../../read/cursor.ts'
import type { ReceiptsQuery } from '../../read/request.ts'
import { readReceipts, receiptsBackwards, receiptsRange, type DecodeReceipt, type Receipt } from './find-receipt.ts'

export interface ListDeps {
  readonly eventLog: EventLog
  readonly cursors: Cursors
  readonly decode: DecodeReceipt
}

/** A page of an agency's receipts. */
export interface ReceiptsPage {
  readonly receipts: readonly Receipt[]
  /** Cursor of the next page; null where there is nothing more for now. */
  readonly next: string | null
  /** Cursor of what comes after all that was looked at: it can be kept, also at the end. */
  readonly cursor: string
}

const CHUNK = 1_000
/** Entries that a page looks at, about: what is meant may be far on. */
const MOST_LOOKED_AT = 20_000

const matches =
  ({ event_id: id, status }: ReceiptsQuery) =>
  (receipt: Receipt): boolean =>
    (id === undefined || receipt.event_id === id) && (status === undefined || receipt.status === status)

const forwardScope = (agency: string): readonly string[] => ['receipts', agency]
const backScope = (agency: string, id: string): readonly string[] => ['receipts of', agency, id]

/** From an offset on, oldest first. */
async function forwards(
  { eventLog, cursors, decode }: ListDeps,
  agency: string,
  from: number,
  query: ReceiptsQuery,
): Promise<ReceiptsPage> {
  const isMeant = matches(query)
  const isFiltered = query.event_id !== undefined || query.status !== undefined
  const receipts: Receipt[] = []
  let [place, looked, isEnd] = [from, 0, false]
  do {
    const chunk = await readReceipts(eventLog, decode, agency, place, isFiltered ? CHUNK : query.limit)
    isEnd = chunk.length === 0
    for (const { offset, receipt } of chunk) {
      if (receipts.length === query.limit) break
      if (isMeant(receipt)) receipts.push(receipt)
      place = offset + 1
    }
    looked += chunk.length
  } while (isFiltered && !isEnd && receipts.length < query.limit && looked < MOST_LOOKED_AT)
  const cursor = cursors.seal(forwardScope(agency), String(place))
  return { receipts, next: isEnd && receipts.length === 0 ? null : cursor, cursor }
}

/** Of one event, from before an offset back, newest first. `end`: where the receipts ended when the first page was asked for. */
async function backwards(
  { eventLog, cursors, decode }: ListDeps,
  agency: string,
  id: string,
  query: ReceiptsQuery,
  before: number,
  end: number,
): Promise<ReceiptsPage> {
  const isMeant = matches(query)
  const receipts: Receipt[] = []
  let [place, looked, isStart] = [before, 0, true]
  for await (const { entries, from, isLast } of receiptsBackwards(eventLog, decode, agency, before)) {
    const found = entries.filter(({ receipt }) => isMeant(receipt))
    const taken = found.slice(0, query.limit - receipts.length)
    receipts.push(...taken.map(({ receipt }) => receipt))
    looked += entries.length
    const isFull = receipts.length === query.limit
    place = isFull ? (taken.at(-1)?.offset ?? from) : from
    isStart = isLast && taken.length === found.length
    if (isFull || looked >= MOST_LOOKED_AT) break
  }
  return {
    receipts,
    next: isStart ? null : cursors.seal(backScope(agency, id), `${String(place)} ${String(end)}`),
    cursor: cursors.seal(forwardScope(agency), String(end)),
  }
}

/** A page of an agency's own receipts; undefined for a cursor of another list. Without a cursor, those of one event come newest first. */
export async function listReceipts(deps: ListDeps, agency: string, query: ReceiptsQuery): Promise<ReceiptsPage | undefined> {
  const { after, event_id: id } = query
  if (after === undefined) {
    if (id === undefined) return forwards(deps, agency, 0, query)
    const { end } = await receiptsRange(deps.eventLog, agency)
    return backwards(deps, agency, id, query, end, end)
  }
  const place = deps.cursors.open(forwardScope(agency), after)
  if (place !== undefined) return forwards(deps, agency, Number(place), query)
  const back = id === undefined ? undefined : deps.cursors.open(backScope(agency, id), after)
  if (back === undefined || id === undefined) return undefined
  const [before = 0, end = 0] = back.split(' ').map(Number)
  return backwards(deps, agency, id, query, before, end)
}
