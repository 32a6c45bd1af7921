import type { Handlers } from '../api/register.ts'
import { readForm } from '../pages/form.ts'
import type { ReaderCredential } from './credential.ts'
import type { ReadLogoutToken } from './logout-token.ts'
import type { Sessions } from './sessions.ts'

/** Puts on record that somebody's visit was ended by the issuer. Rejects when it cannot be: then the issuer is not answered, and asks again. */
export type VisitEnded = (reader: ReaderCredential) => Promise<unknown>

/**
 * Back-channel logout (OpenID Connect Back-Channel Logout 1.0, 2.5 to 2.8): the issuer says that a person's session there has ended, and theirs here
 * ends before the answer, on every gateway, and that is on record. A token that is not valid ends nothing: 400.
 */
export const backChannelLogoutHandlers = ({
  read,
  sessions,
  ended: tell,
}: {
  readonly read: ReadLogoutToken
  readonly sessions: Sessions
  readonly ended: VisitEnded
}): Handlers => ({
  'POST /backchannel-logout': async (request, response) => {
    const ended = await read((await readForm(request)).get('logout_token') ?? '')
    response.setHeader('Cache-Control', 'no-store')
    if (ended === undefined) {
      response.status(400).json({ error: 'invalid_request' })
      return
    }
    for (const by of await sessions.endNamed(ended)) await tell(by)
    response.status(200).end()
  },
})
