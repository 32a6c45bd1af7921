import type { IncomingMessage } from 'node:http'

/**
 * Whether a request is an EventSource's (HTML Living Standard, 9.2). It gives up for ever after any answer but 200 and tries again after a closed connection: what
 * is only for a moment is told to it by that.
 */
export const wantsStream = (request: IncomingMessage): boolean => request.headers.accept?.includes('text/event-stream') === true

/** Answers by a closed connection. */
export const closeConnection = (request: IncomingMessage): void => {
  request.socket.destroy()
}
