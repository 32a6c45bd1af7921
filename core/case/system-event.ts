import type { CaseEventRecord } from './index-part.ts'

/** System event type: a link to cases was given. */
export const CASE_LINKED = 'access.case-linked'

/** Publisher of system events. No agency may be registered under it. */
export const SYSTEM_AGENCY = 'throughline'

/** A link to a case for a time (schemas/system/access/case-linked.avsc). */
export interface CaseLink {
  /** Random UUID: the event's own id. The same id again is a repeat. */
  readonly eventId: string
  readonly caseLog: string
  /** Fingerprint of the schema of access.case-linked, hex. */
  readonly schema: string
  /** When the link was given, ISO 8601 in UTC with milliseconds. */
  readonly at: string
  readonly agency: string
  /** Token of `<agency>:<staff id>` (core/linking); absent: the whole agency. */
  readonly staff?: string
  readonly link: 'allocated' | 'listed' | 'audit'
  /** Role code in which the link was given, where it says. */
  readonly role?: string
  /** Person ids: the perpetrator and, where only one pair is meant, the harmed person. */
  readonly pairs: readonly string[]
  /** First moment or day. */
  readonly from: string
  /** Last moment or day; absent: until withdrawn. */
  readonly until?: string
  readonly reasonCode?: string
}

const fact = (field: string, ...values: readonly (string | undefined)[]) => {
  const present = values.flatMap((value) => value === undefined || value === '' ? [] : [value])
  return present.length === 0 ? [] : [{ field, values: present }]
}

/** The case.events record of a link: facts in the clear part, no sealed content. */
export const caseLinked = (link: CaseLink): CaseEventRecord => ({
  index: {
    event_id: link.eventId,
    agency: SYSTEM_AGENCY,
    system: 'access',
    type: CASE_LINKED,
    schema: link.schema,
    case_log: link.caseLog,
    epoch: 0,
    occurred: { from: link.at, until: null, precision: 'exact' },
    recorded_at: link.at,
    published_at: link.at,
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
    facts: [
      ...fact('agency', link.agency),
      ...fact('staff', link.staff),
      ...fact('link', link.link),
      ...fact('role', link.role),
      ...fact('pairs', ...link.pairs),
      ...fact('from', link.from),
      ...fact('until', link.until),
      ...fact('reason_code', link.reasonCode),
    ],
    inbox: null,
    warnings: [],
    judged_by: [],
    mentions: [],
  },
  parts: [],
})
