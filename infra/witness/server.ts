import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTokenBuckets, type BucketSize } from '../../core/limits/token-buckets.ts'
import type { Clock } from '../clock/clock.ts'
import { networkOf } from '../network/network-of.ts'
import type { Log } from '../telemetry/logger.ts'
import { WitnessError } from './errors.ts'
import type { Witness } from './witness.ts'

/** What an `add-checkpoint` is at most: 63 hashes and a checkpoint with a hundred signatures are less. Go's witness takes as much. */
export const MOST_BYTES = 16 * 1024
/** Requests of one address. A log asks once a second. */
const LIMIT: BucketSize = { perSecond: 20, burst: 200 }
const MOST_CONNECTIONS = 256
const TIMEOUT_MS = 10_000
const CLOSE_MS = 5_000

export interface WitnessServer {
  /** For example http://127.0.0.1:3200. */
  readonly origin: string
  /** Takes no connection any more; those under way end with their answers, or after five seconds. */
  close(): Promise<void>
}

export interface WitnessServerOptions {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  readonly clock: Clock
  readonly logger: Log
  readonly limit?: BucketSize
}

function send(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  response
    .writeHead(status, {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    .end(body)
}

/** The body of a request; undefined where it is longer than it may be, or did not come whole. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      length += piece.length
      if (length > MOST_BYTES) return undefined
      pieces.push(piece)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(pieces)
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === 'EADDRINUSE' || cause.code === 'EADDRNOTAVAIL'
          ? new WitnessError(
              'port',
              `The witness cannot listen at ${host}, port ${String(port)}. Give --port another (0: any free one), and --host an address of this machine.`,
              { cause },
            )
          : cause,
      )
    })
    server.listen(port, host, resolve)
  })
}

/** Serves `POST /add-checkpoint`, `GET /livez` and `GET /readyz`. Rejects with WitnessError `port`. */
export async function serveWitness(
  witness: Witness,
  { host, port, clock, logger, limit = LIMIT }: WitnessServerOptions,
): Promise<WitnessServer> {
  const buckets = createTokenBuckets(limit)
  let isKept = true
  let isClosing = false

  const mayAsk = (request: IncomingMessage, response: ServerResponse): boolean => {
    const [address, now] = [networkOf(request.socket.remoteAddress ?? ''), clock.now()]
    const wait = buckets.wait(address, 1, now)
    if (wait > 0) {
      send(response.setHeader('Retry-After', Math.ceil(wait)), 429, 'Too many requests from this address.\n')
      return false
    }
    buckets.take(address, 1, now)
    return true
  }
  const addCheckpoint = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!mayAsk(request, response)) return
    const body = await bodyOf(request)
    if (body === undefined) {
      send(response.setHeader('Connection', 'close'), 400, 'The body has more than 16384 bytes, or did not come whole.\n')
      return
    }
    const answer = witness(body)
    isKept = true
    logger.info({ step: 'witness', status: answer.status }, 'A checkpoint was answered.')
    send(response, answer.status, answer.body, 'type' in answer ? answer.type : undefined)
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (isClosing) response.setHeader('Connection', 'close')
    const path = (request.url ?? '').split('?')[0]
    const allowed = path === '/add-checkpoint' ? ['POST'] : path === '/livez' || path === '/readyz' ? ['GET', 'HEAD'] : []
    if (allowed.length === 0) send(response, 404, 'A witness answers POST /add-checkpoint.\n')
    else if (!allowed.includes(request.method ?? '')) send(response.setHeader('Allow', allowed.join(', ')), 405, '')
    else if (path === '/add-checkpoint') await addCheckpoint(request, response)
    else if (path === '/readyz' && (!isKept || isClosing)) send(response, 503, 'not ready\n')
    else send(response, 200, path === '/livez' ? 'live\n' : 'ready\n')
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A full disk, say: what cannot be kept is not cosigned.
      isKept = false
      logger.error({ step: 'witness', code: 'not-kept', error }, 'The state could not be read or kept: nothing was cosigned.')
      if (response.headersSent) response.destroy()
      else send(response.setHeader('Retry-After', '5'), 503, 'Nothing can be cosigned now.\n')
    })
  })
  server.maxConnections = MOST_CONNECTIONS
  server.headersTimeout = TIMEOUT_MS
  server.requestTimeout = TIMEOUT_MS
  await listen(server, host, port)
  const { port: taken } = server.address() as AddressInfo
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${String(taken)}`,
    close: async () => {
      isClosing = true
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
      server.closeIdleConnections()
      const patience = setTimeout(() => {
        server.closeAllConnections()
      }, CLOSE_MS)
      await closed
      clearTimeout(patience)
    },
  }
}
