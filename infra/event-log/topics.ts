import { isAgencyId, type AgencyId } from '../../schemas/ids.ts'

/** Topic names and partition counts. They never change: records are kept for ever (docs/decisions/0003). */
export const CASE_EVENTS = 'case.events'
export const LINKS_EVENTS = 'links.events'
export const UNLINKED_EVENTS = 'unlinked.events'
export const CONTROL_EVENTS = 'control.events'
export const ACCESS_LOG = 'access.log'

/** The record: kept for ever, never compacted. */
export const RECORD_TOPICS: readonly { readonly topic: string; readonly partitions: number }[] = [
  { topic: CASE_EVENTS, partitions: 64 },
  { topic: LINKS_EVENTS, partitions: 1 },
  { topic: UNLINKED_EVENTS, partitions: 1 },
  { topic: CONTROL_EVENTS, partitions: 1 },
  { topic: ACCESS_LOG, partitions: 1 },
]

/** Inboxes of an agency: of what happens now, and of what it brings from its files. */
export type InboxKind = 'events' | 'import'
/** An agency's inbox: only that agency may write, only intake may read. `import`: the one that waits behind everybody's live events. */
export const inboxTopic = (agency: AgencyId, kind: InboxKind = 'events'): string => `agency.${agency}.${kind}`
/** Both inboxes of an agency. */
export const inboxTopics = (agency: AgencyId): readonly string[] => [inboxTopic(agency), inboxTopic(agency, 'import')]
/** An agency's receipts: for that agency alone. */
export const receiptsTopic = (agency: AgencyId): string => `agency.${agency}.receipts`
/** Matches every inbox. The first group is the agency. */
export const INBOX_PATTERN = /^agency\.([a-z0-9][a-z0-9_-]*)\.(?:events|import)$/
/** The agency whose inbox a topic is. */
export function agencyOfInbox(topic: string): AgencyId | undefined {
  const [, agency] = INBOX_PATTERN.exec(topic) ?? []
  return agency !== undefined && isAgencyId(agency) ? agency : undefined
}
/** Matches the inboxes of live events. */
export const LIVE_PATTERN = /^agency\.[a-z0-9][a-z0-9_-]*\.events$/
/** Matches the inboxes of imports. */
export const IMPORT_PATTERN = /^agency\.[a-z0-9][a-z0-9_-]*\.import$/
