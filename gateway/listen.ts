import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHeldRequests } from './held-requests.ts'
import { namesOneHost } from './host-header.ts'
import { identify } from './request-id.ts'
import { answerUnreadable } from './unreadable-request.ts'

/** A server that listens before it serves, so that what it serves can know its address. */
export interface Listening {
  /** For example http://127.0.0.1:3000. */
  readonly origin: string
  /** Serves by this handler from now on; until the first one, requests wait for it. */
  serve(handler: RequestListener): void
  /** Lets requests that come from now on wait for the next handler. */
  hold(): void
  /** Takes no connection any more; ends idle ones at once and the others when they have been answered, or after five seconds. */
  close(): Promise<void>
}

const MAX_HEADER_BYTES = 16 * 1024
const HEADERS_TIMEOUT_MS = 15_000
const REQUEST_TIMEOUT_MS = 60_000
const CLOSE_MS = 5_000

const address = (host: string, server: Server): string => {
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Listens on a host and port; port 0 is any free one. Rejects when it cannot. */
export async function listen(host: string, port: number): Promise<Listening> {
  const held = createHeldRequests()
  const open = new Set<ServerResponse>()
  let handler: RequestListener | undefined
  let isClosing = false
  const take: RequestListener = (request, response) => {
    open.add(response)
    identify(request, response)
    if (isClosing) response.setHeader('Connection', 'close')
    response.once('close', () => {
      open.delete(response)
      // A stream has promised to keep its connection: who asks again on it would ask a gateway that has gone.
      if (isClosing && ![...open].some(({ req: { socket } }) => socket === request.socket)) request.socket.destroySoon()
    })
    if (!namesOneHost(request)) response.writeHead(400, { Connection: 'close', 'Content-Length': 0 }).end()
    else if (handler === undefined) held.add(request, response)
    else handler(request, response)
  }
  // Node would answer itself where there is no host: without an id.
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false }, take)
  // An expectation that we do not know is no reason to refuse (RFC 9110, 10.1.1).
  server.on('checkExpectation', take)
  server.on('clientError', (error, socket) => {
    answerUnreadable(
      error,
      socket,
      [...open].some((response) => response.socket === socket && response.headersSent),
    )
  })
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      resolve()
    })
  })
  return {
    origin: address(host, server),
    serve: (next) => {
      handler = next
      held.serve(next)
    },
    hold: () => {
      handler = undefined
    },
    close: async () => {
      isClosing = true
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
      held.drop()
      for (const response of open) if (!response.headersSent) response.setHeader('Connection', 'close')
      const patience = setTimeout(() => {
        server.closeAllConnections()
      }, CLOSE_MS)
      await closed
      clearTimeout(patience)
    },
  }
}
