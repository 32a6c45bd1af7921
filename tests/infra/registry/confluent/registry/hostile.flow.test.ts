import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createConfluentRegistry } from '../../../../../infra/registry/confluent/registry.ts'

/** Answers every request with these. */
let server: Server
let status: number
let body: string
let requests: number

beforeEach(async () => {
  status = 200
  requests = 0
  server = createServer((request, response) => {
    requests += 1
    request.resume()
    if (request.url === '/subjects') response.writeHead(200, { 'content-type': 'application/json' }).end('[]')
    else response.writeHead(status, { 'content-type': 'application/vnd.schemaregistry.v1+json' }).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})
const open = (now: () => number = () => 0) =>
  createConfluentRegistry({ url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, clock: { now } })
const schemaText = (text: string): string => JSON.stringify({ schema: text })

describe('what a registry answers', () => {
  it.each([
    ['a schema longer than any of ours', schemaText(`{"type":"record","doc":"${'x'.repeat(200_000)}"}`)],
    ['a schema nested without end', schemaText('['.repeat(50_000) + ']'.repeat(50_000))],
    ['a schema that says a member twice', schemaText('{"type":"record","type":"string"}')],
    ['a schema with __proto__', schemaText('{"__proto__":{},"type":"record"}')],
    ['a schema of another language', JSON.stringify({ schema: '{}', schemaType: 'JSON' })],
    ['no schema', '{"schema":7}'],
  ])('%s is none', async (_, answer) => {
    body = answer
    expect(await open().schemaOf(1)).toBeUndefined()
  })

  it.each([
    ['more than four megabytes', schemaText('x'.repeat(2 ** 22))],
    ['half of an answer', '{"schema":"'],
    ['nothing', ''],
    ['a list', '[]'],
    ['an object of something else', '{"sign_in":"/"}'],
  ])('%s is no answer, so nothing is refused for it', async (_, answer) => {
    body = answer
    await expect(open().schemaOf(1)).rejects.toMatchObject({ name: 'RegistryError', code: 'unavailable' })
  })

  it('that there is no such schema takes one request, and is remembered for 30 s, also of thousands of ids', async () => {
    status = 404
    body = '{"error_code":40403,"message":"Schema not found"}'
    let now = 0
    const registry = open(() => now)
    for (let round = 0; round < 3; round += 1) for (let id = 1; id <= 300; id += 1) expect(await registry.schemaOf(id)).toBeUndefined()
    expect(requests).toBe(300)
    now = 30_000
    expect(await registry.schemaOf(1)).toBeUndefined()
    expect(requests).toBe(301)
  })
})
