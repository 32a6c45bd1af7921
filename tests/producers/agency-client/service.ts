import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly method: string
  readonly url: string
  readonly authorization: string
  readonly contentType: string
  readonly bytes: number
  readonly at: number
  readonly ids: readonly string[]
}

interface Sent {
  readonly id: string
  readonly source: string
}
/** Answers a request itself and gives true, or leaves it to the service. */
export type Misbehaviour = (request: Received, events: readonly Sent[], response: ServerResponse) => boolean | Promise<boolean>

export interface Service {
  readonly url: string
  readonly requests: Received[]
  /** Ids taken, each once, in the order in which they came first. */
  readonly accepted: Set<string>
  /** Next requests: the first misbehaviour answers the first, and so on; then `always`, if set. */
  readonly next: Misbehaviour[]
  always: Misbehaviour | undefined
  /** Ids that are refused, each with a result of its own. */
  readonly poison: Set<string>
  close(): Promise<void>
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

export const respond = (response: ServerResponse, status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): true => {
  response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
  return true
}

/** Answers with a status and headers, whatever was sent. */
export const answering =
  (status: number, headers: Readonly<Record<string, string>> = {}, body: unknown = { title: 'no' }): Misbehaviour =>
  (_request, _events, response) =>
    respond(response, status, body, headers)

/** A service with the contract of POST /v1/events that misbehaves on demand. */
export async function startService(port = 0): Promise<Service> {
  const service = {
    requests: [] as Received[],
    accepted: new Set<string>(),
    next: [] as Misbehaviour[],
    always: undefined as Misbehaviour | undefined,
    poison: new Set<string>(),
  }

  const take = (events: readonly Sent[], response: ServerResponse): void => {
    const results = events.map(({ id, source }, index) => {
      const error = { pointer: `/${String(index)}/data/details`, code: 'G04', detail: 'Unknown field.' }
      if (service.poison.has(id)) return { id, source, status: 'rejected', errors: [error] }
      service.accepted.add(id)
      return { id, source, status: 'received', receipt: `receipt-${id}` }
    })
    const valid = results.some(({ status }) => status === 'received')
    respond(response, valid ? 202 : 422, { results })
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request)
    const events = (body === '' ? [] : JSON.parse(body)) as readonly Sent[]
    const received: Received = {
      method: request.method ?? '',
      url: request.url ?? '',
      authorization: request.headers.authorization ?? '',
      contentType: request.headers['content-type'] ?? '',
      bytes: Buffer.byteLength(body),
      at: performance.now(),
      ids: events.map(({ id }) => id),
    }
    service.requests.push(received)
    const misbehave = service.next.shift() ?? service.always
    if (misbehave !== undefined && (await misbehave(received, events, response))) return
    take(events, response)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      response.destroy()
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(service, {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  })
}
