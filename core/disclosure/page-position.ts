import type { Place } from './page.ts'

/** A place as a cursor and an access record hold it. */
export const placeText = ({ side, id, begins }: Place): string => `${side} ${id} ${String(begins)}`

const PLACE = /^(after|before) ([A-Za-z0-9_-]{22}) (-?\d{1,16})$/

/** The place of a text, or undefined. */
export function parsePlace(text: string): Place | undefined {
  const [, side, id, begins] = PLACE.exec(text) ?? []
  return id !== undefined && begins !== undefined && (side === 'after' || side === 'before')
    ? { side, id, begins: Number(begins) }
    : undefined
}
