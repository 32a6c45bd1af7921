import { sendJson } from './json.ts'
import type { Handlers } from './register.ts'

/** Whether the process lives, and whether it is ready. What it is not ready for is told on the operations port alone. */
export function healthHandlers(isReady: () => boolean): Handlers {
  return {
    'GET /livez': (_request, response) => {
      sendJson(response, 200, { status: 'live' })
    },
    'GET /readyz': (_request, response) => {
      const ready = isReady()
      if (!ready) response.setHeader('Retry-After', '1')
      sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' })
    },
  }
}
