import { decide } from '../../../policy/decide/decide.ts'
import type { Release } from '../../../policy/release/load.ts'
import { SYSTEM_AGENCY } from '../../../core/case/system-event.ts'
import type { DecisionInput } from '../../../policy/facts/input.ts'
import type { Decision } from '../../../policy/decide/decision.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { seedOf } from '../../reference-policy/random-case.ts'
import { gainedDisclosure, type Gain } from './gained.ts'
import { ownEvent, type OwnEvent } from './own-event.ts'
import { rowOf } from './rows.ts'

/** Something shown by an own event that no row of the table allows. */
export interface Leak {
  readonly seed: number
  readonly own: OwnEvent
  readonly gains: readonly Gain[]
}

/** What P1 came to. */
export interface DisclosureCounts {
  /** Own events that were added. */
  readonly events: number
  readonly types: ReadonlySet<string>
  /** Reads that were permitted after. */
  readonly permitted: number
  /** Own events that show more, by each row that allows it. */
  readonly byRow: ReadonlyMap<string, number>
  readonly leaks: readonly Leak[]
}

export type Decide = (input: DecisionInput) => Decision

/** True of an event of another agency; what the bus says of readers is not an agency's. */
const fromOtherAgencies = ({
  before: {
    logs,
    request: { reader },
  },
}: OwnEvent) => {
  const agencies = new Map(
    logs.flatMap(({ caseLog, events }) => events.map(({ sequence, index }) => [`${caseLog} ${String(sequence)}`, index.agency] as const)),
  )
  return ({ caseLog, sequence }: { readonly caseLog: CaseLogId; readonly sequence: number }): boolean => {
    const agency = agencies.get(`${caseLog} ${String(sequence)}`)
    return agency !== undefined && agency !== reader.agency && agency !== SYSTEM_AGENCY
  }
}

/** More of another agency's event, with the row that allows it; undefined: it is on no table. */
export type DisclosedGain = Gain & { readonly row: string | undefined }

/** What the own event of a seed shows of others' events. */
export function disclosureOfSeed(
  seed: number,
  decides: Decide,
): { readonly own: OwnEvent; readonly gains: readonly DisclosedGain[]; readonly permitted: boolean } {
  const own = ownEvent(seed)
  const isFromOther = fromOtherAgencies(own)
  const after = decides(own.after)
  if (after.outcome !== 'permit') return { own, gains: [], permitted: false }
  const before = decides(own.before)
  const more = (then: Decision, now: Decision): readonly Gain[] =>
    now.outcome === 'permit' ? gainedDisclosure(then, now, isFromOther) : []
  const gains = more(before, after)
  if (gains.length === 0) return { own, gains: [], permitted: true }
  const row = rowOf(own, { decides, gainedIn: (input, then = before) => more(then, decides(input)) })
  return { own, gains: gains.map((gain) => ({ ...gain, row: row(gain) })), permitted: true }
}

/** P1 (domain model D.11): an event of the reader's own agency shows nothing more of another agency's event but by a row of the table. */
export function checkDisclosure(
  release: Release,
  {
    events,
    seed,
    decides = (input) => decide(release, input),
  }: { readonly events: number; readonly seed: number; readonly decides?: Decide },
): DisclosureCounts {
  const byRow = new Map<string, number>()
  const types = new Set<string>()
  const leaks: Leak[] = []
  let permitted = 0
  for (let at = 0; at < events; at++) {
    const found = disclosureOfSeed(seedOf(seed, at), decides)
    types.add(found.own.event.type)
    if (found.permitted) permitted += 1
    for (const row of new Set(found.gains.flatMap((gain) => gain.row ?? []))) byRow.set(row, (byRow.get(row) ?? 0) + 1)
    const gains = found.gains.filter(({ row }) => row === undefined)
    if (gains.length > 0) leaks.push({ seed: seedOf(seed, at), own: found.own, gains })
  }
  return { events, types, permitted, byRow, leaks }
}
