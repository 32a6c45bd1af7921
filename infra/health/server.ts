import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the operations port answers, from memory. */
export interface OperationsAnswers {
  readonly ready: () => { readonly ready: boolean; readonly body: object }
  /** Prometheus' text format. */
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>
}

export interface OperationsServer {
  /** For example http://127.0.0.1:9464. */
  readonly origin: string
  close(): Promise<void>
}

/** The port that is taken where none is set and it is free: the usual one of exporters in Node. */
export const USUAL_PORT = 9464

const MOST_CONNECTIONS = 64
const TIMEOUT_MS = 5_000
/** How long one text of all metrics is given again (ms): who asks often costs no more. */
const TEXT_MS = 1_000

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), 'Cache-Control': 'no-store' }).end(body)
}

const sendJson = (response: ServerResponse, status: number, body: object): void => {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body))
}

/** The port cannot be had; the message says which variable to change. */
export class OperationsPortError extends Error {
  readonly code = 'metrics-port'
  constructor(port: number, host: string, cause: unknown) {
    super(
      `Metrics and health cannot be served at ${host}, port ${String(port)}: it is in use, or not of this machine. Set THROUGHLINE_METRICS_PORT to another (0: any free one), and THROUGHLINE_METRICS_HOST to an address of this machine.`,
      { cause },
    )
    this.name = 'OperationsPortError'
  }
}

const listenOn = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })

async function listenSomewhere(server: Server, host: string, port: number | undefined): Promise<void> {
  try {
    await listenOn(server, host, port ?? USUAL_PORT)
  } catch (cause) {
    if (port !== undefined || (cause as NodeJS.ErrnoException).code !== 'EADDRINUSE')
      throw new OperationsPortError(port ?? USUAL_PORT, host, cause)
    await listenOn(server, host, 0)
  }
}

/**
 * Serves `/livez`, `/readyz` and `/metrics`, from the start of the process to its end. `port` undefined: USUAL_PORT, or any free one where that is taken.
 * `/livez` is answered by the event loop itself: a process that hangs does not answer, and whoever asks gives up by its own time limit.
 */
export async function serveOperations(
  { ready, metrics }: OperationsAnswers,
  { host, port }: { readonly host: string; readonly port: number | undefined },
): Promise<OperationsServer> {
  let text: { readonly until: number; readonly answer: ReturnType<OperationsAnswers['metrics']> } | undefined
  const metricsText = (): ReturnType<OperationsAnswers['metrics']> => {
    const now = performance.now()
    if (text === undefined || now >= text.until) text = { until: now + TEXT_MS, answer: metrics() }
    return text.answer
  }
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    if (path === '/livez') return sendJson(response, 200, { status: 'live' })
    if (path === '/readyz') {
      const { ready: isReady, body } = ready()
      return sendJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready', ...body })
    }
    if (path !== '/metrics') return sendJson(response, 404, { status: 'not found' })
    const { type, text: all } = await metricsText()
    return send(response, 200, type, all)
  }
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response.setHeader('Allow', 'GET, HEAD'), 405, 'text/plain', '')
    answer((request.url ?? '').split('?')[0] ?? '', response).catch(() => {
      response.destroy()
    })
  })
  server.maxConnections = MOST_CONNECTIONS
  server.headersTimeout = TIMEOUT_MS
  server.requestTimeout = TIMEOUT_MS
  await listenSomewhere(server, host, port)
  server.unref()
  const { port: taken } = server.address() as AddressInfo
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${String(taken)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
