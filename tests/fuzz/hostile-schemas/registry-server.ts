import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HostileRegistry {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * A Confluent-compatible registry on the loopback interface in which somebody has put these documents, under ids 1, 2, 3 …, and which says of each
 * that it is the subject's.
 */
export async function startHostileRegistry(texts: readonly string[]): Promise<HostileRegistry> {
  let last = 0
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/vnd.schemaregistry.v1+json' }).end(JSON.stringify(body))
    }
    const id = /^\/schemas\/ids\/(\d+)$/.exec(request.url ?? '')?.[1]
    request.resume()
    if (request.method === 'POST') answer(200, { id: last, version: 1 })
    else if (id === undefined) answer(200, [])
    else {
      last = Number(id)
      const schema = texts[last - 1]
      if (schema === undefined) answer(404, { error_code: 40403, message: 'Schema not found' })
      else answer(200, { schema })
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
