/** What a pattern is made of, each for those whom it is for (domain model G.1). */
export type View = 'tactics' | 'rfg' | 'escalation' | 'engagement' | 'ledger' | 'orders' | 'risk' | 'now'

/** reduced: without agencies and people, or without what agencies did next. */
export type Level = 'whole' | 'reduced' | 'none'
type Row = Readonly<Partial<Record<View, Level>>>

/** What every practitioner gets, as they get the timeline. */
const AS_TIMELINE: Row = { escalation: 'whole', orders: 'whole', risk: 'whole', now: 'whole' }

/**
 * Who gets which view: the column "For" of the domain model's G.1, and what section C says that a role needs first (decisions/0090). A role that is not here gets none: auditors and
 * data protection officers work with records, evaluators with extracts.
 */
const VIEWS: Readonly<Record<string, Row>> = {
  marac_coordinator: { ...AS_TIMELINE, tactics: 'whole', rfg: 'whole', engagement: 'whole', ledger: 'whole' },
  // Prepares and chairs the same meeting with the coordinator.
  marac_chair: { ...AS_TIMELINE, tactics: 'whole', rfg: 'whole', engagement: 'whole', ledger: 'whole' },
  // Three lines of pattern are in the meeting pack of every listed agency.
  agency_rep: { ...AS_TIMELINE, tactics: 'reduced' },
  idva: { ...AS_TIMELINE, tactics: 'whole' },
  partner_link_worker: AS_TIMELINE,
  // C: pattern, what agencies asked of him and what he did.
  perp_case_manager: { ...AS_TIMELINE, tactics: 'whole', rfg: 'whole', engagement: 'whole', ledger: 'whole' },
  // C: subject profile, tactics by strand.
  matac_coordinator: { ...AS_TIMELINE, tactics: 'whole', rfg: 'whole' },
  programme_facilitator: AS_TIMELINE,
  probation_practitioner: { ...AS_TIMELINE, rfg: 'whole', ledger: 'whole' },
  social_worker: { ...AS_TIMELINE, tactics: 'whole', ledger: 'whole' },
  police_bail_officer: { ...AS_TIMELINE, tactics: 'reduced' },
  police_oocr_officer: AS_TIMELINE,
  police_dvds_officer: AS_TIMELINE,
  family_court_adviser: { ...AS_TIMELINE, ledger: 'reduced' },
}

const EVERY: readonly View[] = ['tactics', 'rfg', 'escalation', 'engagement', 'ledger', 'orders', 'risk', 'now']

/** What a role is given of each view. */
export function viewsOf(role: string): Readonly<Record<View, Level>> {
  const row = VIEWS[role] ?? {}
  return Object.fromEntries(EVERY.map((view) => [view, row[view] ?? 'none'])) as Record<View, Level>
}
