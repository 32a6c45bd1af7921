import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { closeConnection, wantsStream } from './event-source.ts'

/** Requests that wait until somebody serves them. */
export interface HeldRequests {
  add(request: IncomingMessage, response: ServerResponse): void
  /** Gives all of them to a handler, in the order in which they came. */
  serve(handler: RequestListener): void
  /** Closes their connections: who asked tries again, of whoever listens then. */
  drop(): void
}

const HOLD_MS = 10_000
const MOST_HELD = 1_000

/** After a wait in vain: a refusal that says when to try again. */
function refuse(request: IncomingMessage, response: ServerResponse): void {
  if (wantsStream(request)) closeConnection(request)
  else response.writeHead(503, { 'Retry-After': '1', Connection: 'close' }).end()
}

/** Holds a thousand requests at most, each for ten seconds at most. */
export function createHeldRequests(): HeldRequests {
  const held = new Map<ServerResponse, { readonly request: IncomingMessage; readonly patience: NodeJS.Timeout }>()
  const takeAll = (): readonly (readonly [IncomingMessage, ServerResponse])[] =>
    [...held].map(([response, { request, patience }]) => {
      clearTimeout(patience)
      held.delete(response)
      return [request, response] as const
    })
  return {
    add: (request, response) => {
      if (held.size >= MOST_HELD) {
        refuse(request, response)
        return
      }
      const patience = setTimeout(() => {
        held.delete(response)
        refuse(request, response)
      }, HOLD_MS)
      held.set(response, { request, patience })
      response.once('close', () => {
        clearTimeout(patience)
        held.delete(response)
      })
    },
    serve: (handler) => {
      for (const [request, response] of takeAll()) handler(request, response)
    },
    drop: () => {
      for (const [request] of takeAll()) closeConnection(request)
    },
  }
}
