import type { EventLog } from '../../../infra/event-log/port.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import type { Cursors } from '../../read/cursor.ts'
import type { ReceiptsQuery } from '../../read/request.ts'
import { readReceipts, receiptsBackwards, receiptsRange, type DecodeReceipt, type Receipt } from './find-receipt.ts'
import { isForgotten, positionAtEnd, positionOf, textOf, type ReceiptsPosition } from './receipts-position.ts'

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

const forwardScope = (agency: AgencyId): readonly string[] => ['receipts', agency]
const backScope = (agency: AgencyId, id: string): readonly string[] => ['receipts of', agency, id]

/** From a position on, oldest first. */
async function forwards(
  { eventLog, cursors, decode }: ListDeps,
  agency: AgencyId,
  from: ReceiptsPosition,
  query: ReceiptsQuery,
): Promise<ReceiptsPage> {
  const isMeant = matches(query)
  const isFiltered = query.event_id !== undefined || query.status !== undefined
  const receipts: Receipt[] = []
  let position = from
  let [looked, isEnd] = [0, false]
  do {
    const chunk = await readReceipts(eventLog, decode, agency, position.next, isFiltered ? CHUNK : query.limit)
    isEnd = chunk.length === 0
    for (const { offset, writtenAt, receipt } of chunk) {
      if (receipts.length === query.limit) break
      if (isMeant(receipt)) receipts.push(receipt)
      position = { next: offset + 1, writtenBefore: writtenAt }
    }
    looked += chunk.length
  } while (isFiltered && !isEnd && receipts.length < query.limit && looked < MOST_LOOKED_AT)
  const cursor = cursors.seal(forwardScope(agency), textOf(position))
  return { receipts, next: isEnd && receipts.length === 0 ? null : cursor, cursor }
}

/** Of one event, from before an offset back, newest first. `end`: where the receipts ended when the first page was asked for. */
async function backwards(
  { eventLog, cursors, decode }: ListDeps,
  agency: AgencyId,
  id: string,
  query: ReceiptsQuery,
  before: number,
  end: ReceiptsPosition,
): Promise<ReceiptsPage> {
  const isMeant = matches(query)
  const receipts: Receipt[] = []
  let [offset, looked, isStart] = [before, 0, true]
  for await (const { entries, from, isLast } of receiptsBackwards(eventLog, decode, agency, before)) {
    const found = entries.filter(({ receipt }) => isMeant(receipt))
    const taken = found.slice(0, query.limit - receipts.length)
    receipts.push(...taken.map(({ receipt }) => receipt))
    looked += entries.length
    const isFull = receipts.length === query.limit
    offset = isFull ? (taken.at(-1)?.offset ?? from) : from
    isStart = isLast && taken.length === found.length
    if (isFull || looked >= MOST_LOOKED_AT) break
  }
  return {
    receipts,
    next: isStart ? null : cursors.seal(backScope(agency, id), `${String(offset)} ${textOf(end)}`),
    cursor: cursors.seal(forwardScope(agency), textOf(end)),
  }
}

/** Why a cursor gives no page: it is of another list, or what comes after it is not all here any more. */
export type WrongCursor = 'unknown-cursor' | 'cursor-gone'

/** A page of an agency's own receipts. Without a cursor, those of one event come newest first. */
export async function listReceipts(deps: ListDeps, agency: AgencyId, query: ReceiptsQuery): Promise<ReceiptsPage | WrongCursor> {
  const { eventLog, cursors } = deps
  const { after, event_id: id } = query
  if (after === undefined) {
    if (id === undefined) return forwards(deps, agency, { next: (await receiptsRange(eventLog, agency)).start }, query)
    const end = await positionAtEnd(eventLog, agency)
    return backwards(deps, agency, id, query, end.next, end)
  }
  /** INVARIANT: looked at after the page was read, for what is deleted meanwhile is missing from the page. */
  const unlessForgotten = async (position: ReceiptsPosition, page: Promise<ReceiptsPage>): Promise<ReceiptsPage | WrongCursor> => {
    const read = await page
    return (await isForgotten(eventLog, agency, position)) ? 'cursor-gone' : read
  }
  const text = cursors.open(forwardScope(agency), after)
  if (text !== undefined) {
    const position = positionOf(text)
    return unlessForgotten(position, forwards(deps, agency, position, query))
  }
  const back = id === undefined ? undefined : cursors.open(backScope(agency, id), after)
  if (back === undefined || id === undefined) return 'unknown-cursor'
  const [before = '', ...end] = back.split(' ')
  return unlessForgotten(positionOf(end.join(' ')), backwards(deps, agency, id, query, Number(before), positionOf(end.join(' '))))
}
