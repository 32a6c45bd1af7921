import { seenClasses, type AccessItem, type ReadItem, type SeenClass } from './read-item.ts'

/** A list of reads in numbers. */
export interface ReadSummary {
  readonly reads: number
  /** Different people who read; whoever is not known counts as one of their agency. */
  readonly readers: number
  readonly agencies: readonly { readonly agency: string; readonly agency_name: string; readonly reads: number; readonly readers: number }[]
  /** In how many reads each class went out. */
  readonly classes: readonly { readonly class: string; readonly form: SeenClass['form']; readonly reads: number }[]
  readonly printed: number
  readonly break_glass: number
}

const PRINT = 'case-print'

const readersOf = (items: readonly AccessItem[]): number => new Set(items.map(({ reader }) => reader.staff ?? `${reader.agency}:`)).size

/** Sums reads up. Pure. */
export function readSummary(items: readonly ReadItem[]): ReadSummary {
  const agencies = [...Map.groupBy(items, ({ reader }) => reader.agency)].map(([agency, of]) => ({
    agency,
    agency_name: of[0]?.reader.agency_name ?? agency,
    reads: of.length,
    readers: readersOf(of),
  }))
  // A read in which something went out twice, as the person's and as the event's, counts once.
  const parts = items.map(({ classes }) => ({ parts: classes.map((part) => ({ ...part, of: 'person' as const })) }))
  return {
    reads: items.length,
    readers: readersOf(items),
    agencies: agencies.sort((one, other) => other.reads - one.reads || (one.agency < other.agency ? -1 : 1)),
    classes: seenClasses(parts).map(({ class: code, form, events }) => ({ class: code, form, reads: events })),
    printed: items.filter(({ action }) => action === PRINT).length,
    break_glass: items.filter((item) => item.break_glass).length,
  }
}
