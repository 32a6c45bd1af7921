import type { Standing } from '../../core/control/state.ts'
import { staffToken } from '../../core/linking/tokens.ts'
import { staffOf, type Credential } from './credential.ts'

/**
 * Whether a credential is what control.events says of its holder: a person whose standing has ended has none, and one with a role there has that role alone,
 * whatever the token or the session was given for. A person without an entry, and an agency's system, are as their issuer says. `secret`: of staff tokens.
 */
export function standsAs(staff: ReadonlyMap<string, Standing>, credential: Credential, secret: Buffer): boolean {
  if (credential.kind === 'agency') return true
  const standing = staff.get(staffToken(secret, staffOf(credential)))
  return standing === undefined || (standing !== 'ended' && standing.role === credential.role)
}
