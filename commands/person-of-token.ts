import type { ControlState } from '../core/control/state.ts'
import type { ReaderCredential } from '../gateway/identity/credential.ts'
import { standsAs } from '../gateway/identity/standing.ts'
import type { Authenticate } from '../gateway/identity/tokens.ts'

/** The person whose current token an option of a command gives, with a standing in control.events. Throws Error, naming the option, for any other. */
export async function personOfToken(
  { authenticate, control, secret }: { readonly authenticate: Authenticate; readonly control: ControlState; readonly secret: Buffer },
  token: string,
  option: string,
): Promise<ReaderCredential> {
  const person = await authenticate(`Bearer ${token}`)
  if (person?.kind !== 'reader' || !standsAs(control, person, secret)) throw new Error(`${option} must be a current token of a person.`)
  return person
}
