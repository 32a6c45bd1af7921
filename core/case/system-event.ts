import { agencyIdOf, type AgencyId, type CaseLogId } from '../../schemas/ids.ts'
import type { CaseEventRecord, IndexPart } from './index-part.ts'

/** System event type: access to cases was given. */
export const CASE_LINKED = 'access.case-linked'

/** Publisher of system events. No agency may be registered under it. */
export const SYSTEM_AGENCY = agencyIdOf('throughline')

/** Access to a case for a time (schemas/system/access/case-linked.avsc). */
export interface CaseLink extends SystemEvent {
  readonly agency: AgencyId
  /** Token of `<agency>:<staff id>` (core/linking); absent: the whole agency. */
  readonly staff?: string
  readonly link: 'allocated' | 'listed' | 'audit'
  /** Role code in which access was given, where it says. */
  readonly role?: string
  /** Person ids: the perpetrator and, where only one pair is meant, the harmed person. */
  readonly pairs: readonly string[]
  /** First moment or day. */
  readonly from: string
  /** Last moment or day; absent: until withdrawn. */
  readonly until?: string
  readonly reasonCode?: string
  /** The one purpose for which it counts; absent: any. */
  readonly purpose?: string
  /** Who gave it: the agency, and keyed tokens of its people. Absent: a folder of readers. */
  readonly givenBy?: string
  readonly giver?: string
  /** Who asked for it, where two people of the worker's own agency gave it. */
  readonly second?: string
  /** Keyed token of the proceeding by which another agency names the worker's. */
  readonly proceeding?: string
  /** Id of that other agency. */
  readonly namedBy?: string
}

const factOf = (field: string, ...values: readonly (string | undefined)[]) => {
  const present = values.flatMap((value) => (value === undefined || value === '' ? [] : [value]))
  return present.length === 0 ? [] : [{ field, values: present }]
}

/** What every system event has. */
export interface SystemEvent {
  /** Random UUID: the event's own id. The same id again is a repeat. */
  readonly eventId: string
  readonly caseLog: CaseLogId
  /** Fingerprint of the schema of its type, hex. */
  readonly schema: string
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string
}

/** The clear index part of a system event, from facts: a fact without a value is left out. */
export const systemIndex = (
  { eventId, caseLog, schema, at }: SystemEvent,
  type: string,
  facts: Readonly<Record<string, string | readonly string[] | undefined>>,
): IndexPart => ({
  event_id: eventId,
  agency: SYSTEM_AGENCY,
  system: 'access',
  type,
  schema,
  case_log: caseLog,
  epoch: 0,
  occurred: { from: at, until: null, precision: 'exact' },
  recorded_at: at,
  published_at: at,
  subject: '',
  harmed: [],
  basis: '',
  verification: '',
  perp_knows: '',
  purposes_permitted: null,
  embargo_until: null,
  corrects: null,
  references: [],
  proceedings: [],
  raised: [],
  facts: Object.entries(facts).flatMap(([field, value]) =>
    factOf(field, ...(typeof value === 'string' || value === undefined ? [value] : value)),
  ),
  inbox: null,
  warnings: [],
  judged_by: [],
  mentions: [],
})

/** The case.events record that gives access: facts in the clear part, no sealed content. */
export const caseLinked = (link: CaseLink): CaseEventRecord => ({
  index: systemIndex(link, CASE_LINKED, {
    agency: link.agency,
    staff: link.staff,
    link: link.link,
    role: link.role,
    pairs: link.pairs,
    from: link.from,
    until: link.until,
    reason_code: link.reasonCode,
    purpose: link.purpose,
    given_by: link.givenBy,
    giver: link.giver,
    second: link.second,
    proceeding: link.proceeding,
    named_by: link.namedBy,
  }),
  parts: [],
})
