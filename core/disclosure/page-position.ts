/**
 * Where a page of a timeline begins or ends: just after or just before an event. It holds an id and a date as the reader was shown them: nothing that hidden
 * events could change.
 */
export interface PagePosition {
  readonly side: 'after' | 'before'
  /** The reader's id of the event. */
  readonly id: string
  /** When the event is shown to have begun (milliseconds since the Unix epoch), for when the event itself is no longer shown. */
  readonly begins: number
}

/** A position as a cursor and an access record hold it: `<side> <id> <begins>`, as in `after 0Qb5x…22 characters 1767225600000`. */
export const pagePositionText = ({ side, id, begins }: PagePosition): string => `${side} ${id} ${String(begins)}`

const FORM = /^(after|before) ([A-Za-z0-9_-]{22}) (-?\d{1,16})$/

/** The position that a text says; undefined where it has another form. */
export function parsePagePosition(text: string): PagePosition | undefined {
  const [, side, id, begins] = FORM.exec(text) ?? []
  return id !== undefined && begins !== undefined && (side === 'after' || side === 'before')
    ? { side, id, begins: Number(begins) }
    : undefined
}
