import { sendJson } from './json.ts'
import type { Handlers } from './register.ts'

/** Whether the process lives, and whether everything that an answer needs can be reached. `ready` names what is not. */
export function healthHandlers(ready: () => Promise<readonly string[]>): Handlers {
  return {
    'GET /livez': (_request, response) => { sendJson(response, 200, { status: 'live' }) },
    'GET /readyz': async (_request, response) => {
      const waiting = await ready()
      if (waiting.length > 0) response.setHeader('Retry-After', '1')
      sendJson(response, waiting.length === 0 ? 200 : 503, { status: waiting.length === 0 ? 'ready' : 'not ready', waiting_for: waiting })
    },
  }
}
