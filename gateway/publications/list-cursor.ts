import { z } from 'zod'
import type { Cursors } from '../read/cursor.ts'
import type { ListPosition } from './list-own.ts'

const form = z.strictObject({
  accepted: z.strictObject({ published_at: z.string(), system: z.string(), event_id: z.string() }).optional(),
  receipts: z.int().min(0).optional(),
})

/** The position that a cursor of this list is of; the start without one; undefined for a cursor of another list. `of`: whose list. */
export function listPosition(cursors: Cursors, of: string, cursor: string | undefined): ListPosition | undefined {
  if (cursor === undefined) return {}
  const text = cursors.open(['publications', of], cursor)
  const parsed = text === undefined ? undefined : form.safeParse(JSON.parse(text))
  if (parsed?.success !== true) return undefined
  const { accepted, receipts } = parsed.data
  return { ...(accepted === undefined ? {} : { accepted }), ...(receipts === undefined ? {} : { receipts }) }
}

/** The cursor of the next page; null at the end. */
export const listCursor = (cursors: Cursors, of: string, next: ListPosition | undefined): string | null =>
  next === undefined ? null : cursors.seal(['publications', of], JSON.stringify(next))
