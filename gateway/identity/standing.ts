import { mayHold } from '../../core/control/oversight.ts'
import type { ControlState } from '../../core/control/state.ts'
import { staffToken } from '../../core/linking/tokens.ts'
import { staffOf, type Credential } from './credential.ts'

/**
 * Whether a credential is what control.events says of its holder: a person whose standing has ended has none, and one with a role there has that role alone,
 * whatever the token or the session was given for. A person without an entry, and an agency's system, are as their issuer says; but a role of oversight is held
 * by people of those agencies alone that control.events says it of. `secret`: of staff tokens.
 */
export function standsAs({ staff, agencies }: Pick<ControlState, 'staff' | 'agencies'>, credential: Credential, secret: Buffer): boolean {
  if (credential.kind === 'agency') return true
  if (!mayHold(agencies, credential.agency, credential.role)) return false
  const standing = staff.get(staffToken(secret, staffOf(credential)))
  return standing === undefined || (standing !== 'ended' && standing.role === credential.role)
}
