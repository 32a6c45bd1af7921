import { normaliseBirthDate, normaliseNames } from '../linking/names.ts'

type Said = Readonly<Record<string, unknown>>

const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined)

/** Which of its names, and whether a whole birth date, is said of a person: what stands where nothing is known is nothing, and an initial is no given name. */
function saysOf({ given_name: given, family_name: family, birth_date: born }: Said): {
  readonly given: boolean
  readonly family: boolean
  readonly born: boolean
} {
  const names = normaliseNames(text(given), text(family))
  return { given: (names.given?.length ?? 0) > 1, family: names.family !== undefined, born: normaliseBirthDate(text(born)) !== undefined }
}

/** What is whole comes first, then what has both names, then a name or a birth date; each in the order given. */
function rank(said: Said): number {
  const { given, family, born } = saysOf(said)
  const at = [given && family && born, given && family, given || family || born].indexOf(true)
  return at === -1 ? Infinity : at
}

const compared = (left: number, right: number): number => (left < right ? -1 : left > right ? 1 : 0)

/** True of a value that tells something: `unknown`, N/K and 1 January 1900 do not. */
function tells(field: string, said: Said): boolean {
  const value = said[field]
  if (value === null || value === undefined || value === '' || value === 'unknown') return false
  if (field === 'birth_date') return saysOf(said).born
  if (field === 'given_name') return saysOf(said).given
  return field !== 'family_name' || saysOf(said).family
}

/** A number with its scheme, however it is spaced. */
const numberOf = ({ scheme, value }: Said): string =>
  `${String(scheme)} ${String(value)
    .normalize('NFKC')
    .replace(/[\s\p{Pd}/]/gu, '')
    .toUpperCase()}`

const isRecord = (value: unknown): value is Said => typeof value === 'object' && value !== null

/** Every number that anybody says, each once. */
const numbersIn = (all: readonly Said[]): readonly Said[] => {
  const found = new Map<string, Said>()
  for (const { identifiers } of all)
    for (const one of Array.isArray(identifiers) ? identifiers.filter(isRecord) : [])
      if (!found.has(numberOf(one))) found.set(numberOf(one), one)
  return [...found.values()]
}

/**
 * A person as they are best known from what several events say, the newest first: of each field the value of the newest event that is whole, else of the newest that
 * tells it, and every number. Null where no event says anything. What tells nothing (N/K) stays where nothing else is said.
 */
export function bestKnown(said: readonly unknown[]): Said | null {
  const all = said
    .filter(isRecord)
    .map((one, at) => ({ one, at }))
    .toSorted((left, right) => compared(rank(left.one), rank(right.one)) || left.at - right.at)
    .map(({ one }) => one)
  if (all.length === 0) return null
  const fields = [...new Set(all.flatMap((one) => Object.keys(one)))].filter((field) => field !== 'identifiers')
  const known = fields.map((field) => {
    const from = all.find((one) => tells(field, one)) ?? all.find((one) => one[field] !== null && one[field] !== undefined)
    return [field, from?.[field] ?? null] as const
  })
  const numbers = numbersIn(all)
  return { ...Object.fromEntries(known), ...(all.some(({ identifiers }) => identifiers !== undefined) ? { identifiers: numbers } : {}) }
}
