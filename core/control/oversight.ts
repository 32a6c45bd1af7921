import type { AgencyId } from '../../schemas/ids.ts'
import type { Agency } from './state.ts'

/**
 * Roles that look at what all agencies read, or run the bus (domain model, C). An agency's own sign-in says who of its people is what; that somebody may look at
 * everybody else is not its to say.
 */
export const OVERSIGHT_ROLES: readonly string[] = ['auditor', 'system_admin']

/** Whether people of an agency may hold a role: those of oversight only where control.events registers the bus operator, or names the agency for it. */
export const mayHold = (agencies: ReadonlyMap<string, Pick<Agency, 'oversight'>>, agency: AgencyId, role: string): boolean =>
  !OVERSIGHT_ROLES.includes(role) || agencies.get(agency)?.oversight === true
