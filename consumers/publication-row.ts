import { SYSTEM_AGENCY } from '../core/case/system-event.ts'
import type { PublicationTable } from '../infra/read-store/tables.ts'

/** The row by which an agency finds what it published: the same of an event that is in a case and of one that waits. Nothing of the bus's own events. */
export const publicationRow = ({ agency, system, event_id, type, published_at }: PublicationTable): readonly PublicationTable[] =>
  agency === SYSTEM_AGENCY ? [] : [{ agency, system, event_id, type, published_at }]
