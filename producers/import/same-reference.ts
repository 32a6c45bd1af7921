import { hash } from 'node:crypto'
import type { Outcomes } from './outcomes.ts'
import type { RowError } from './row-to-event.ts'

const HASH_BYTES = 16

/** A hash of an event's content, by which two rows are compared. */
export const contentOf = (body: string): Buffer => hash('sha256', body, 'buffer').subarray(0, HASH_BYTES)

/** Finds rows of one reference that say something else than the one before them. */
export interface SameReference {
  /** What is wrong with a row whose event another row became already, with other content; undefined when nothing is. */
  find(row: { readonly line: number; readonly event: string; readonly content: Buffer; readonly column: string }): RowError | undefined
  /** What was looked at is kept now. */
  kept(): void
}

export function createSameReference(outcomes: Pick<Outcomes, 'first'>): SameReference {
  /** Rows that are not kept yet. */
  const fresh = new Map<string, { readonly line: number; readonly content: Uint8Array }>()
  return {
    find: ({ line, event, content, column }) => {
      const first = fresh.get(event) ?? outcomes.first(event)
      if (first === undefined) {
        fresh.set(event, { line, content })
        return undefined
      }
      if (first.line === line || content.equals(first.content)) return undefined
      return {
        column,
        code: 'same-reference',
        detail: `Line ${String(first.line)} has the same reference and says something else: give a record that changed a reference of its own, and let it correct the other; or leave one of them out.`,
      }
    },
    kept: () => {
      fresh.clear()
    },
  }
}
