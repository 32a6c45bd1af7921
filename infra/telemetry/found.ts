import type { Gauge } from 'prom-client'
import { replaceAll } from './metrics.ts'

/** Where findings come from: each check says all that it found, which takes the place of what it found before. */
export type FoundBy = 'logs' | 'inboxes' | 'agency-keys'

/** How often something was found, by code. */
export interface Found {
  readonly code: string
  readonly count: number
}

/** Findings of the last check of each kind. */
export interface FoundCounts {
  /** Replaces what this kind of check found before. */
  replace(by: FoundBy, found: readonly Found[]): void
  /** One entry per code, none with 0. */
  all(): readonly Found[]
}

/** Sums what is given, one entry per code, none with 0. */
export function summed(found: readonly Found[]): readonly Found[] {
  return [...Map.groupBy(found, ({ code }) => code)]
    .map(([code, same]) => ({ code, count: same.reduce((sum, { count }) => sum + count, 0) }))
    .filter(({ count }) => count > 0)
}

/** Keeps findings by what found them, and shows them all in one gauge. */
export function createFoundCounts(gauge: Gauge<'code'>): FoundCounts {
  const kept = new Map<FoundBy, readonly Found[]>()
  const all = (): readonly Found[] => summed([...kept.values()].flat())
  return {
    all,
    replace(by, found) {
      kept.set(by, found)
      replaceAll(
        gauge,
        'code',
        all().map(({ code, count }) => [code, count]),
      )
    },
  }
}
