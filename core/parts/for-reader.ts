import type { EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { Span } from '../names/hidden-names.ts'

/** That it was reported, and not by whom (D.10): in place of codes of assertion_basis and of source_kind. */
export const REPORTED = 'reported'

/** A basis as somebody who faces the perpetrator gets it, of what he is not known to know. */
export const basisKnownToHim = (basis: string): string => (basis.startsWith('reported_by_') ? REPORTED : basis)

/** What of a code list tells who reported: every code of a kind of source, and of kinds of incident the one that says whose report it was. */
const TELLS_SOURCE: Readonly<Record<string, (code: unknown) => boolean>> = {
  source_kind: () => true,
  incident_type: (code) => code === 'third_party_report',
}

/** The same of a value of details: a code that tells a source says only that it was reported. */
export const asKnownToHim = (pointer: string, value: unknown, schema: EventSchema | undefined): unknown => {
  const list = schema?.details.find(({ name }) => pointer === `/details/${name}`)?.codeList
  return list !== undefined && TELLS_SOURCE[list]?.(value) === true ? REPORTED : value
}

interface Identified {
  readonly identifiers?: unknown
}

const isLocal = (identifier: unknown): boolean =>
  typeof identifier === 'object' && identifier !== null && (identifier as { readonly scheme?: unknown }).scheme === 'LOCAL'

/** A person without the identifiers that only the agency that gave them may see (D.10): a LOCAL one names its agency. */
export function withOwnIdentifiers(person: unknown, isOwn: boolean): unknown {
  if (isOwn || typeof person !== 'object' || person === null) return person
  const { identifiers, ...rest } = person as Identified & Readonly<Record<string, unknown>>
  if (!Array.isArray(identifiers)) return person
  const kept = identifiers.filter((identifier) => !isLocal(identifier))
  return kept.length === 0 ? rest : { ...rest, identifiers: kept }
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
