import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createConfluentRegistry } from '../../../../../infra/registry/confluent/registry.ts'
import { publishSchemas } from '../../../../../infra/registry/confluent/publish.ts'

/** Fails twice for each address, then answers: a client that tries again gets there. */
let server: Server
const asked = new Map<string, number>()
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume()
    const times = (asked.get(request.url ?? '') ?? 0) + 1
    asked.set(request.url ?? '', times)
    response
      .writeHead(times > 2 ? 200 : 500, { 'content-type': 'application/json' })
      .end(JSON.stringify({ id: 7, version: 1, subject: 'a', schema: '"string"' }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

it("leaves another client of this process its retries: the library's defaults are shared by all its instances", async () => {
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  createConfluentRegistry({ url, clock: { now: () => 0 } })
  await expect(publishSchemas({ url }, [])).rejects.toMatchObject({ code: 'unavailable' })
  expect(await new SchemaRegistry({ host: url }).getLatestSchemaId('a')).toBe(7)
})
