import type { Handlers } from '../api/register.ts'
import { readForm } from '../pages/form.ts'
import type { ReadLogoutToken } from './logout-token.ts'
import type { Sessions } from './sessions.ts'

/**
 * Back-channel logout (OpenID Connect Back-Channel Logout 1.0, 2.5 to 2.8): the issuer says that a person's session there has ended, and theirs here
 * ends before the answer, on every gateway. A token that is not valid ends nothing: 400.
 */
export const backChannelLogoutHandlers = ({
  read,
  sessions,
}: {
  readonly read: ReadLogoutToken
  readonly sessions: Sessions
}): Handlers => ({
  'POST /backchannel-logout': async (request, response) => {
    const ended = await read((await readForm(request)).get('logout_token') ?? '')
    response.setHeader('Cache-Control', 'no-store')
    if (ended === undefined) {
      response.status(400).json({ error: 'invalid_request' })
      return
    }
    await sessions.endNamed(ended)
    response.status(200).end()
  },
})
