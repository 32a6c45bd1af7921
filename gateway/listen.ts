import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that listens before it serves, so that what it serves can know its address. */
export interface Listening {
  /** For example http://127.0.0.1:3000. */
  readonly origin: string
  /** Begins to serve; until then every request answers 503. */
  serve(handler: RequestListener): void
  /** Ends idle connections at once and the others when they have been answered, or after ten seconds. */
  close(): Promise<void>
}

const MAX_HEADER_BYTES = 16 * 1024
const HEADERS_TIMEOUT_MS = 15_000
const REQUEST_TIMEOUT_MS = 60_000
const CLOSE_MS = 10_000

const address = (host: string, server: Server): string => {
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Listens on a host and port; port 0 is any free one. Rejects when it cannot. */
export async function listen(host: string, port: number): Promise<Listening> {
  let handler: RequestListener = (_request, response) => { response.writeHead(503, { 'Retry-After': '1' }).end() }
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => { handler(request, response) })
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => { resolve() })
  })
  return {
    origin: address(host, server),
    serve: (next) => { handler = next },
    close: async () => {
      const closed = new Promise<void>((resolve) => { server.close(() => { resolve() }) })
      server.closeIdleConnections()
      const patience = setTimeout(() => { server.closeAllConnections() }, CLOSE_MS)
      await closed
      clearTimeout(patience)
    },
  }
}
