import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { publishedText } from '../../../../../infra/registry/confluent/published-form.ts'
import { createConfluentRegistry } from '../../../../../infra/registry/confluent/registry.ts'
import { schemaSources } from '../../../../../schemas/index.ts'

const CLAIM = 'uk.throughline.log.LinkClaim'
const EPOCH = 'uk.throughline.log.LinkEpoch'
const sources = schemaSources()

/** Answers as a registry that has these subjects under these ids, or with a status that is no registry's. */
let server: Server
let ids: Map<number, string>
let broken: number | undefined
let brokenPosts: number | undefined
let requests = 0

beforeEach(async () => {
  ids = new Map([[1, CLAIM]])
  broken = undefined
  brokenPosts = undefined
  requests = 0
  server = createServer((request, response) => {
    requests++
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const [, kind, name, id] = (request.url ?? '').replace(/\?.*$/, '').split('/')
    if (request.method === 'POST' && brokenPosts !== undefined) {
      answer(brokenPosts, { error_code: brokenPosts, message: 'no' })
      return
    }
    if (broken !== undefined) {
      answer(broken, { error_code: broken, message: 'no' })
      return
    }
    if (kind === 'subjects' && name === undefined) {
      answer(200, [...ids.values()])
      return
    }
    const entry = [...ids].find(([number, subject]) => (kind === 'schemas' ? number === Number(id) : subject === name))
    if (entry === undefined) answer(404, { error_code: 40403, message: 'none' })
    else answer(200, { id: entry[0], version: 1, subject: entry[1], schema: publishedText(sources.get(entry[1])) })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})
const open = () =>
  createConfluentRegistry({ url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, clock: { now: () => 0 } })

describe('a registry that was made anew and numbers otherwise', () => {
  it('is refused for an id that is in use, and what is known stays', async () => {
    const registry = open()
    const known = await registry.schemaOf(1)
    expect(known).toMatchObject({ id: 1, subject: CLAIM })
    ids = new Map([
      [1, EPOCH],
      [2, CLAIM],
    ])
    await expect(registry.idOf(EPOCH)).rejects.toMatchObject({ name: 'RegistryError', code: 'altered' })
    expect(await registry.schemaOf(1)).toBe(known)
  })
})

describe('look-ups', () => {
  it('are made once, also when many ask at a time', async () => {
    const registry = open()
    const found = await Promise.all(Array.from({ length: 20 }, () => registry.schemaOf(1)))
    expect(new Set(found).size).toBe(1)
    await registry.schemaOf(1)
    expect(requests).toBe(2)
  })

  it.each([400, 401, 403, 409, 422, 429, 500, 503])(
    'of which the second half is answered with status %d are no "there is none"',
    async (status) => {
      const registry = open()
      brokenPosts = status
      await expect(registry.schemaOf(1)).rejects.toMatchObject({ code: 'unavailable' })
      await expect(registry.idOf(CLAIM)).rejects.toMatchObject({ code: 'unavailable' })
      brokenPosts = undefined
      expect(await registry.schemaOf(1)).toMatchObject({ id: 1, subject: CLAIM })
    },
  )

  it.each([400, 401, 403, 404, 429, 500, 503])('that are answered with status %d for everything are no "there is none"', async (status) => {
    broken = status
    const registry = open()
    await expect(registry.schemaOf(1)).rejects.toMatchObject({ code: 'unavailable' })
    await expect(registry.idOf(CLAIM)).rejects.toMatchObject({ code: 'unavailable' })
    broken = undefined
    expect(await registry.idOf(CLAIM)).toBe(1)
  })
})
