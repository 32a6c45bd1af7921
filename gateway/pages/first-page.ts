import { AUDITING_ROLES } from '../../core/control/oversight.ts'
import { AUDIT } from '../questions/answer.ts'

/** The address of the page that a visit begins with: who audits asks, anybody else reads cases. */
export const firstPage = (role: string, purpose: string | undefined): string =>
  purpose === AUDIT && AUDITING_ROLES.includes(role) ? '/audit' : '/cases'
