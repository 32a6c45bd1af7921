import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { AgencyType } from '../../../schemas/generated/codes.ts'
import { mutatedEvents } from '../mutated-events.ts'

export interface DemoAgency {
  readonly agency: string
  readonly type: AgencyType
  readonly areas: readonly string[]
}

const agencies = JSON.parse(readFileSync(join(import.meta.dirname, '../../../demo/agencies.json'), 'utf8')) as readonly DemoAgency[]
/** The demo's agencies by id. */
export const ofAgency: ReadonlyMap<string, DemoAgency> = new Map(agencies.map((entry) => [entry.agency, entry]))
const ANYBODY = 'norshire-police'
/** More are drawn than are wanted: some are no line of an event, or name an agency that has no token. */
const SPARE = 1.1

/** Who sends a line: whom its source names, or anybody where it names nobody. Undefined: one that is not registered, who has no token. */
export function senderOf(line: string): string | undefined {
  const { source } = JSON.parse(line) as { readonly source?: unknown }
  const named = typeof source === 'string' ? /^\/agencies\/([^/]*)/.exec(source)?.[1] : undefined
  if (named === undefined) return ANYBODY
  return ofAgency.has(named) ? named : undefined
}

/** Lines of JSON, each an event of any type with changes of any kind; the same for the same seed. */
export const mutatedLines = (catalogue: Catalogue, { count, seed }: { readonly count: number; readonly seed: number }): readonly string[] =>
  fc
    .sample(mutatedEvents(catalogue), { numRuns: Math.ceil(count * SPARE) + 100, seed })
    .map((event) => JSON.stringify(event) as string | undefined)
    .filter((line) => line !== undefined)
    .filter((line) => line.startsWith('{') && senderOf(line) !== undefined)
    .slice(0, count)
