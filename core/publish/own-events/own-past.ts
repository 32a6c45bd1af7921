import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import type { Evidence } from '../../linking/evidence.ts'
import type { LinkIndex } from '../../linking/link-index.ts'
import { cameBefore, type InboxPosition } from '../receipt-id.ts'
import type { OwnPast } from './rule.ts'
import { tokensOf, type KnownStatement } from './statement.ts'

/** An event, and where its record stands in its inbox. */
export interface PublishedEvent {
  readonly event: AgencyEvent
  readonly evidence: Pick<Evidence, 'proceedings'>
  readonly inbox: InboxPosition
  readonly publisher: { readonly kind: string }
}

/** What is known of the agency's own events that came before one of it. */
export function ownPastOf(
  { event, evidence, inbox, publisher }: PublishedEvent,
  { events, statements }: Pick<LinkIndex, 'events' | 'statements'>,
): OwnPast {
  const isEarlier = (other: { readonly agency: AgencyId; readonly inbox: InboxPosition }): boolean =>
    other.agency === event.agency && cameBefore(other.inbox, inbox)
  const about = (key: string): readonly KnownStatement[] => statements.about(key).filter(isEarlier)
  const later = (statement: KnownStatement): readonly KnownStatement[] =>
    about(statement.eventId).filter(({ corrects, type }) => corrects === statement.eventId && type === statement.type)
  /** An id that an own system uses means its own event. */
  const means = (by: KnownStatement, statement: KnownStatement): boolean =>
    by.system === statement.system ||
    events.get(statement.eventId)?.some(({ agency, system }) => agency === by.agency && system === by.system) !== true
  const retractions = (statement: KnownStatement): readonly KnownStatement[] =>
    about(statement.eventId).filter((other) => other.retracts === statement.eventId && later(other).length === 0)
  return {
    event,
    publisherKind: publisher.kind,
    meant(id) {
      const own = (events.get(id) ?? []).filter(isEarlier)
      const ofSystem = own.filter(({ system }) => system === event.system)
      return (ofSystem.length > 0 ? ofSystem : own).map(({ type, system, eventId }) => ({
        type,
        statement: about(eventId).find((statement) => statement.eventId === eventId && statement.system === system),
      }))
    },
    said: (type, kind) => [...new Set(tokensOf(evidence, kind).flatMap(about))].filter((statement) => statement.type === type),
    stands: (statement) => ![...later(statement), ...retractions(statement)].some((other) => means(other, statement)),
  }
}
