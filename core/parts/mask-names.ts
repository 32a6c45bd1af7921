import type { Span } from '../names/hidden-names.ts'

/** What stands for a name that a reader may not see. */
const MASK = '[name]'

/** A text without what is at these places, which may overlap. Pure. */
export function maskNames(text: string, spans: readonly Span[]): string {
  let masked = ''
  let at = 0
  for (const { from, until } of spans.toSorted((one, other) => one.from - other.from || other.until - one.until)) {
    if (until <= at) continue
    if (from >= at) masked += text.slice(at, from) + MASK
    at = until
  }
  return masked + text.slice(at)
}
