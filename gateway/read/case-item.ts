import type { NumberedEvent } from '../../core/case/index-part.ts'
import { compose, type ComposedFor } from '../../core/parts/compose.ts'
import type { LinkedCase } from '../../core/linking/case-links.ts'
import type { EventPlace } from '../../core/release/released-set.ts'
import type { Decision, EventDecision, ReleasedPart } from '../policy/types.ts'
import type { OpenedRow, WantedPart } from './open-parts.ts'

/** A case as its readers see it, from what is released to them. */
export interface CaseItem {
  /** Keyed per agency. */
  readonly id: string
  /** The subject as the newest event that releases it says; null when none does. */
  readonly subject: Readonly<Record<string, unknown>> | null
  /** True where what names the subject cannot be read: its key is missing. */
  readonly unreadable?: true
  /** When the newest released event happened, as coarse as it is shown; null when none is released. */
  readonly last_occurred: string | null
}

/** A case's events, whether of the read store or of the logs themselves. */
export type CaseOfEvents = Pick<LinkedCase<{ readonly caseLog: string, readonly events: readonly NumberedEvent[] }>, 'caseLog' | 'logs' | 'same'>

/** A case that a decision lets the reader see, and the one part that its item is made of. */
export interface CaseSelection {
  readonly of: CaseOfEvents
  readonly decision: Decision
  /** The event and part that name the subject, where any released one does. */
  readonly named: { readonly event: EventDecision, readonly part: ReleasedPart } | undefined
}

const indexOf = ({ logs }: CaseOfEvents, place: EventPlace): NumberedEvent | undefined =>
  logs.find(({ caseLog }) => caseLog === place.caseLog)?.events.find((event) => event.sequence === place.sequence)

/** Selects, from the events in timeline order, the newest released part that names the subject. */
export function selectCase(of: CaseOfEvents, decision: Decision): CaseSelection {
  const named = decision.events.toReversed().flatMap((event) => {
    const subject = indexOf(of, event)?.index.subject
    const part = event.parts.find(({ owner, class: classCode }) => classCode === 'PERP_ID' && owner === subject)
    return part === undefined ? [] : [{ event: { ...event, parts: [part] }, part }]
  })
  return { of, decision, named: named[0] }
}

/** The parts that a case's item needs. */
export const wantedOf = ({ named }: CaseSelection): readonly WantedPart[] =>
  (named === undefined ? [] : [{ ...named.part, caseLog: named.event.caseLog, sequence: named.event.sequence }])

/** Makes the item of a case. `rows`: the opened parts of the read. */
export function caseItem({ of, decision, named }: CaseSelection, id: string, rows: readonly OpenedRow[], reader: ComposedFor): CaseItem {
  const own = rows.filter((row) => row.caseLog === named?.event.caseLog && row.sequence === named.event.sequence)
  const last = decision.events.at(-1)
  const context = { reader, schema: undefined, eventId: () => undefined }
  const index = last && indexOf(of, last)?.index
  const occurred = index && last && (compose(index, [], last, context).occurred as { readonly from: string, readonly until?: string })
  const naming = named && indexOf(of, named.event)?.index
  const subject = naming && named && compose(naming, own, named.event, context).subject
  return { id, subject: withoutKey(subject), last_occurred: occurred?.from ?? null, ...(own.some(({ unreadable }) => unreadable === true) ? { unreadable: true } : {}) }
}

/** The subject without the event's own name for the person, which is of no use outside the event. */
function withoutKey(subject: unknown): CaseItem['subject'] {
  if (typeof subject !== 'object' || subject === null) return null
  return Object.fromEntries(Object.entries(subject).filter(([name]) => name !== 'key'))
}
