import type { AgencyId } from '../../schemas/ids.ts'
import type { Agency } from './state.ts'

/**
 * Roles that look at what all agencies read, or run the bus (domain model, C). An agency's own sign-in says who of its people is what; that somebody may look at
 * everybody else is not its to say.
 */
export const OVERSIGHT_ROLES: readonly string[] = ['auditor', 'system_admin']

/** Roles that ask who read what, of all agencies: the auditor, and the data protection officer, whom an ordinary agency has too. */
export const AUDITING_ROLES: readonly string[] = ['auditor', 'dpo']

type Overseers = ReadonlyMap<string, Pick<Agency, 'oversight'>>

/** Whether a person may ask who read what: with a role that does, at the bus operator or at an agency that control.events names for oversight. */
export const mayAudit = (agencies: Overseers, agency: AgencyId, role: string): boolean =>
  AUDITING_ROLES.includes(role) && agencies.get(agency)?.oversight === true

/** Whether people of an agency may hold a role: those of oversight only where control.events registers the bus operator, or names the agency for it. */
export const mayHold = (agencies: Overseers, agency: AgencyId, role: string): boolean =>
  !OVERSIGHT_ROLES.includes(role) || agencies.get(agency)?.oversight === true
