import type { Place } from './page.ts'

/** A place as a cursor holds it. */
export const placeText = ({ side, id, date }: Place): string => `${side} ${id} ${date}`

const PLACE = /^(after|before) ([A-Za-z0-9_-]{22}) (\d{4}-\d{2}-\d{2})$/

/** The place of a cursor, or undefined. */
export function parsePlace(text: string): Place | undefined {
  const [, side, id, date] = PLACE.exec(text) ?? []
  return id !== undefined && date !== undefined && (side === 'after' || side === 'before') ? { side, id, date } : undefined
}
