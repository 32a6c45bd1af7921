/** A place in a text: UTF-16 code units, `until` is the one after the last. */
export interface Span {
  readonly from: number
  readonly until: number
}

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
