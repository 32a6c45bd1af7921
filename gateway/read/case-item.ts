import type { NumberedEvent } from '../../core/case/index-part.ts'
import { bestKnown } from '../../core/parts/best-known.ts'
import { compose, type ComposedFor } from '../../core/parts/compose.ts'
import type { LinkedCase } from '../../core/linking/case-links.ts'
import { rowsByEvent, type EventPosition } from '../../core/disclosure/disclosed-set.ts'
import type { Decision, EventDecision, DisclosedPart } from '../../policy/decide/decision.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { OpenedRow, WantedPart } from './open-parts.ts'

/** A case as its readers see it, from what is disclosed to them. */
export interface CaseItem {
  /** Keyed per agency. */
  readonly id: string
  /** The subject as the events that disclose it know them best; null when none does. */
  readonly subject: Readonly<Record<string, unknown>> | null
  /** True where what names the subject cannot be read: its key is missing. */
  readonly unreadable?: true
  /** When the newest disclosed event happened, as coarse as it is shown; null when none is disclosed. */
  readonly last_occurred: string | null
}

/** A case's events, whether of the read store or of the logs themselves. */
export type CaseOfEvents = Pick<
  LinkedCase<{ readonly caseLog: CaseLogId; readonly events: readonly NumberedEvent[] }>,
  'caseLog' | 'logs' | 'same'
>

/** An event and the one part of it that names the subject. */
export interface Naming {
  readonly event: EventDecision
  readonly part: DisclosedPart
}

/** A case that a decision lets the reader see, and the parts that its item is made of. */
export interface CaseSelection {
  readonly of: CaseOfEvents
  readonly decision: Decision
  /** Newest first. */
  readonly named: readonly Naming[]
}

const indexOf = ({ logs }: CaseOfEvents, position: EventPosition): NumberedEvent | undefined =>
  logs.find(({ caseLog }) => caseLog === position.caseLog)?.events.find((event) => event.sequence === position.sequence)

const partOf = ({ event: { caseLog, sequence }, part }: Naming): WantedPart => ({ ...part, caseLog, sequence })

/** The disclosed parts that name the subject, the newest event's first. */
function namingParts(of: CaseOfEvents, decision: Decision): readonly Naming[] {
  const subjects = new Map(
    of.logs.map(({ caseLog, events }) => [caseLog, new Map(events.map(({ sequence, index }) => [sequence, index.subject]))]),
  )
  return decision.events.toReversed().flatMap((event) => {
    const subject = subjects.get(event.caseLog)?.get(event.sequence)
    const part = event.parts.find(({ owner, class: classCode }) => classCode === 'PERP_ID' && owner === subject)
    return part === undefined ? [] : [{ event: { ...event, parts: [part] }, part }]
  })
}

/** How many bytes a part's sealed form has; undefined where there is no such part. */
export type LengthOf = (part: WantedPart) => number | undefined

/** How the parts of an item are selected, as its access record says; records of before say nothing, and had the newest part alone. */
export const BEST_KNOWN = 'best-known'

/** The newest disclosed part that names the subject alone, as before there was more. */
export const selectNewest = (of: CaseOfEvents, decision: Decision): CaseSelection => ({
  of,
  decision,
  named: namingParts(of, decision).slice(0, 1),
})

/**
 * The parts of a case that may be needed to know its subject: of each system of an agency the newest of each length. What a system says of somebody again is as long as
 * before, so that a case of thousands of events opens a few. By lengths alone: a replay, which opens nothing, selects the same.
 */
export function selectCase(of: CaseOfEvents, decision: Decision, lengthOf: LengthOf): CaseSelection {
  const candidates = namingParts(of, decision)
  const indexes = new Map(
    of.logs.flatMap(({ caseLog, events }) => events.map(({ sequence, index }) => [`${caseLog} ${String(sequence)}`, index] as const)),
  )
  const newest = new Map<string, Naming>()
  for (const naming of candidates) {
    const length = lengthOf(partOf(naming))
    const index = indexes.get(`${naming.event.caseLog} ${String(naming.event.sequence)}`)
    if (length === undefined || index === undefined) continue
    // A reduced form is the same in every event.
    const kind = naming.part.form === 'plain' ? `${index.agency} ${index.system} ${String(length)}` : naming.part.form
    if (!newest.has(kind)) newest.set(kind, naming)
  }
  return { of, decision, named: [...newest.values()] }
}

/** The parts of which `selectCase` needs the lengths. */
export const measuredOf = (of: CaseOfEvents, decision: Decision): readonly WantedPart[] => namingParts(of, decision).map(partOf)

/** The parts that a case's item needs. */
export const wantedOf = ({ named }: CaseSelection): readonly WantedPart[] => named.map(partOf)

/** Makes the item of a case. `rows`: the opened parts of the read. */
export function caseItem({ of, decision, named }: CaseSelection, id: string, rows: readonly OpenedRow[], reader: ComposedFor): CaseItem {
  const rowsOf = rowsByEvent(rows)
  const last = decision.events.at(-1)
  const context = { reader, schema: undefined, eventId: () => undefined }
  const index = last && indexOf(of, last)?.index
  const occurred = index && last && (compose(index, [], last, context).occurred as { readonly from: string; readonly until?: string })
  const subjects = named.flatMap(({ event }) => {
    const naming = indexOf(of, event)?.index
    return naming === undefined ? [] : [withoutKey(compose(naming, rowsOf(event), event, context).subject)]
  })
  const unreadable = named.some(({ event }) => rowsOf(event).some((row) => row.unreadable === true))
  return { id, subject: bestKnown(subjects), last_occurred: occurred?.from ?? null, ...(unreadable ? { unreadable: true } : {}) }
}

/** The subject without the event's own name for the person, which is of no use outside the event. */
function withoutKey(subject: unknown): CaseItem['subject'] {
  if (typeof subject !== 'object' || subject === null) return null
  return Object.fromEntries(Object.entries(subject).filter(([name]) => name !== 'key'))
}
