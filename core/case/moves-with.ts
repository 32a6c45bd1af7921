import type { CaseEvent, CaseEvents } from './case-events.ts'
import { fact } from './index-part.ts'
import { isStatement } from './statements.ts'
import { replacedBy } from './versions.ts'

/** The events that an event is about: what a record.* event says something of, and earlier versions of its own. */
const about = (event: CaseEvent, events: CaseEvents): readonly CaseEvent[] => [
  ...(isStatement(event) ? fact(event.index, 'target_event').flatMap((id) => events.meantBy(id, event.index)) : []),
  ...replacedBy(event, events),
]

/**
 * Everything that goes with events when they go to another case: their other versions, and what was said of any of them. What is left behind would
 * tell of them in the case that they have left. By sequence.
 */
export function movesWith(moving: readonly CaseEvent[], events: CaseEvents): readonly CaseEvent[] {
  const links = events.all.flatMap((event) => about(event, events).map((target) => [event, target] as const))
  const found = new Set(moving)
  for (let size = -1; size !== found.size;) {
    size = found.size
    for (const [event, target] of links) {
      if (found.has(target)) found.add(event)
      if (found.has(event)) found.add(target)
    }
  }
  return events.all.filter((event) => found.has(event))
}
