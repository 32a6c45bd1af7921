import { COARSER } from '../../../../gateway/pages/timeline/codes.ts'
import type { TimelineItem } from '../../../../gateway/read/item.ts'
import type { Catalogue, DetailField } from '../../../../schemas/catalogue/event-schema.ts'

/** A value that the API discloses, and the words in which a page has to have it. */
export interface Disclosed {
  /** Where in the item, for example `data.details.tactics.0`. */
  readonly path: string
  /** All of these. */
  readonly words: readonly string[]
  /** Of a field of details: the label of the line that has to have them. */
  readonly label?: string
  /** Of another event: its id, which a link has to lead to. */
  readonly link?: string
}

interface Leaf {
  readonly path: readonly string[]
  readonly value: string | number | boolean
}

/** Every string, number and boolean of a JSON value. */
export function leavesOf(value: unknown, path: readonly string[] = []): readonly Leaf[] {
  if (value === null || value === undefined) return []
  if (typeof value === 'object') return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]))
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [{ path, value }] : []
}

const LONDON = { timeZone: 'Europe/London' } as const
const day = (iso: string): string => new Intl.DateTimeFormat('en-GB', { ...LONDON, dateStyle: 'long' }).format(new Date(iso))
const time = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', { ...LONDON, hour: 'numeric', minute: '2-digit', hour12: true }).format(new Date(iso)).replace(/\s/g, '')

/** A date as people write it: a month, a day, or a day and a time, as exactly as the text has it. */
function dateInWords(iso: string, precise = true): readonly string[] {
  if (/^\d{4}-\d{2}$/.test(iso)) return [new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' }).format(new Date(`${iso}-15`))]
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) || !precise ? [day(iso.length === 10 ? `${iso}T12:00:00Z` : iso)] : [day(iso), time(iso)]
}

const isDate = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}(-\d{2}(T.*)?)?$/.test(value)

/** Code lists of what is not details, by the end of the path. */
const LISTS: Readonly<Record<string, string>> = {
  basis: 'assertion_basis',
  source_kind: 'source_kind',
  verification: 'verification',
  precision: 'occurred_precision',
  lawful_basis: 'lawful_basis',
  perp_knows: 'perp_knows',
  onward_sharing: 'agency_type',
  retention_class: 'retention_class',
  sex: 'sex',
  role: 'person_role',
  relationship: 'relationship',
  scheme: 'identifier_scheme',
}

/** A field's name as a label, in lower case. */
const labelOf = (name: string): string => name.replace(/(^|_)(id|ref)(s?)(?=_|$)/g, '$1reference$3').replaceAll('_', ' ')

/** What a page must say of every value that the API discloses of an event, worked out from the JSON, the catalogue and the dates alone. */
export function disclosedIn(
  item: TimelineItem,
  catalogue: Catalogue,
  agencyName: (id: string) => string | undefined,
): readonly Disclosed[] {
  const label = (list: string, code: unknown): string =>
    catalogue.codeLists.get(list)?.codes.find((entry) => entry.code === code)?.label ??
    COARSER[list]?.[String(code)] ??
    `no label for ${String(code)}`
  const people = new Map(
    [item.data.subject, ...((item.data.harmed ?? []) as readonly unknown[])].map((person) => {
      const { key, given_name: given, family_name: family } = (person ?? {}) as Readonly<Record<string, string | undefined>>
      return [key, given === undefined ? undefined : [given, family].join(' ')]
    }),
  )
  const field = (name: string | undefined): DetailField | undefined =>
    catalogue.types.get(item.type)?.details.find((one) => one.name === name)

  const detail = (name: string, path: readonly string[], value: Leaf['value']): Omit<Disclosed, 'path'> => {
    const declared = field(name)
    const own = labelOf(name)
    const last = path.at(-1) ?? ''
    if (declared?.refersTo === 'event') return { words: [], label: own, link: String(value) }
    if (declared?.refersTo === 'staff') {
      const [agency = '', staff] = String(value).split(':')
      return { words: [agencyName(agency) ?? agency, ...(staff === undefined ? [] : [staff])], label: own }
    }
    if (declared?.kind === 'agency') return { words: [agencyName(String(value)) ?? String(value)], label: own }
    if (people.has(String(value))) return { words: [people.get(String(value)) ?? ''], label: own }
    if (declared?.kind === 'json') return { words: [LISTS[last] === undefined ? String(value) : label(LISTS[last], value)], label: own }
    if (declared?.kind === 'geo') {
      const parts = leavesOf(JSON.parse(String(value)) as unknown)
      return { words: parts.map((part) => String(part.value)), label: own }
    }
    if (declared?.codeList !== undefined) return { words: [label(declared.codeList, value)], label: own }
    if (typeof value === 'boolean') return { words: [value ? 'Yes' : 'No'], label: own }
    if ((declared?.kind === 'date' || declared?.kind === 'datetime') && isDate(value)) return { words: dateInWords(value), label: own }
    return { words: [String(value)], label: own }
  }

  const opening = (path: readonly string[], value: Leaf['value']): Omit<Disclosed, 'path'> => {
    const name = path.findLast((part) => !/^\d+$/.test(part)) ?? ''
    if (name === 'wishes_ref' || name === 'override_ref') return { words: [], link: String(value) }
    if (path[0] === 'held') return { words: [], label: 'held, not shown here' }
    if (name === 'from' || name === 'until') return { words: dateInWords(String(value), item.occurred.precision === 'exact') }
    if (LISTS[name] !== undefined) return { words: [label(LISTS[name], value)] }
    if (name === 'age_band') return { words: [String(value).replace('-and-over', ' and over').replace('-', ' to ')] }
    if (typeof value === 'boolean') return { words: [value ? 'Yes' : 'No'], label: 'person harmed told that it is shared' }
    if (isDate(value)) return { words: dateInWords(value) }
    return { words: [String(value)] }
  }

  return leavesOf(item.data).map(({ path, value }) => ({
    path: path.join('.'),
    ...(path[0] === 'details' ? detail(path[1] ?? '', path, value) : opening(path, value)),
  }))
}
