import { parseSource } from '../../schemas/codec/check-attributes.ts'
import { isUuid } from '../../schemas/codec/formats.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { Refused } from './candidate.ts'

/**
 * What the headers of a refused record say, for its receipt: only what has the form of an id, of a source of the agency itself and of an event
 * type that there is. INVARIANT: nothing else of what was submitted comes back (R.9).
 * `doubled`: names of headers that it has more than once, of which none is told.
 */
export function reportedAttributes(
  headers: Readonly<Record<string, string>>,
  doubled: readonly string[],
  agency: string,
  catalogue: Catalogue,
): Refused['reported'] {
  const said = (name: string): string => (doubled.includes(name) ? '' : (headers[name] ?? ''))
  const [id, source, type] = [said('ce_id'), said('ce_source'), said('ce_type')]
  return {
    event_id: isUuid(id) ? id : null,
    source: parseSource(source)?.agency === agency ? source : null,
    type: catalogue.types.has(type) ? type : null,
  }
}
