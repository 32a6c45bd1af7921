import { agencyIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import type { Handlers } from '../register.ts'
import type { OpenInbox } from './intake.ts'
import { submit } from './publish.ts'

/** The front door for agencies' systems: take events, or only say what would become of them. */
export function eventHandlers(openInbox: OpenInbox): Handlers {
  return {
    'POST /v1/events': async (request, response) => {
      const { agency } = agencyIn(response)
      sendJson(response, 202, { results: await submit(request, { agency, inbox: await openInbox(agency), keep: true }) })
    },
    'POST /v1/events/check': async (request, response) => {
      const { agency } = agencyIn(response)
      sendJson(response, 200, { results: await submit(request, { agency, inbox: await openInbox(agency), keep: false }) })
    },
  }
}
