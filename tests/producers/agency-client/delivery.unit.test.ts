import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { systemClock } from '../../../infra/clock/clock.ts'
import { eventually } from '../../contract/event-log/harness.ts'
import { madeUpEvent } from './events.ts'
import { createHarness } from './harness.ts'
import { answering, respond } from './service.ts'

describe('the agency client, delivering', () => {
  const harness = createHarness()
  beforeEach(harness.before)
  afterEach(harness.after)

  it('delivers what is published, in order, as a batch with the token', async () => {
    harness.start()
    const ids = await harness.publishMany(50)
    await harness.client.drain()
    expect([...harness.service.accepted]).toEqual(ids)
    expect(harness.service.requests[0]).toMatchObject({
      method: 'POST',
      url: '/v1/events',
      authorization: 'Bearer token-1',
      contentType: 'application/cloudevents-batch+json',
    })
    expect([harness.client.pending(), harness.client.parked()]).toEqual([0, []])
  })

  it('resolves a publish without the service, and delivers when it is there', async () => {
    harness.service.always = (_request, _events, response) => {
      response.destroy()
      return true
    }
    harness.start()
    const ids = await harness.publishMany(3)
    await eventually(() => harness.service.requests.length >= 2)
    expect(harness.client.pending()).toBe(3)
    expect(harness.client.failure()).toMatchObject({ status: undefined })
    harness.service.always = undefined
    await harness.client.drain()
    expect([...harness.service.accepted]).toEqual(ids)
    expect(harness.client.failure()).toBeUndefined()
  })

  it('says that it cannot sign in, where the service does not take the key', async () => {
    const refusing = createServer((_request, response) => {
      respond(response, 401, { error: 'invalid_client' }, { 'content-type': 'application/json' })
    })
    refusing.listen(0, '127.0.0.1')
    await once(refusing, 'listening')
    try {
      const { privateKey: key } = generateKeyPairSync('ed25519')
      const { port } = refusing.address() as AddressInfo
      harness.start({ url: `http://127.0.0.1:${String(port)}`, credentials: { agency: 'fixture-police', key } })
      await harness.publishMany(1)
      await eventually(() => harness.client.failure() !== undefined)
      expect(harness.client.failure()).toMatchObject({ code: 'sign-in' })
    } finally {
      refusing.closeAllConnections()
      refusing.close()
    }
  })

  it('delivers what an earlier client left in the outbox', async () => {
    harness.service.always = answering(503)
    harness.start()
    const ids = await harness.publishMany(5)
    harness.service.always = undefined
    await harness.restart()
    await harness.client.drain()
    expect([...harness.service.accepted]).toEqual(ids)
  })

  it('sends at most 1,000 events and 1.5 MB at once', async () => {
    harness.service.always = answering(503, { 'retry-after': '0' })
    harness.start()
    await harness.publishMany(1_500)
    harness.service.requests.length = 0
    harness.service.always = undefined
    await harness.client.drain()
    expect(harness.service.accepted.size).toBe(1_500)
    expect(Math.max(...harness.service.requests.map(({ ids }) => ids.length))).toBeLessThanOrEqual(1_000)
    expect(Math.max(...harness.service.requests.map(({ bytes }) => bytes))).toBeLessThanOrEqual(1_500_000)
    const full = harness.service.requests.find(({ ids }) => ids.length > 500)
    expect(full).toBeDefined()
  })

  it.each([429, 500, 503])('tries again after %i, with the same events in the same order', async (status) => {
    harness.service.next.push(answering(status), answering(status))
    harness.start()
    const ids = await harness.publishMany(10)
    await harness.client.drain()
    expect([...harness.service.accepted]).toEqual(ids)
    expect(harness.service.requests.length).toBeGreaterThanOrEqual(3)
  })

  it('waits as long as Retry-After says, in seconds', async () => {
    harness.service.next.push(answering(429, { 'retry-after': '1' }))
    harness.start()
    await harness.client.publish(madeUpEvent())
    await harness.client.drain()
    expect((harness.service.requests[1]?.at ?? 0) - (harness.service.requests[0]?.at ?? 0)).toBeGreaterThanOrEqual(990)
  })

  it('waits until the date of Retry-After', async () => {
    const until = new Date(Math.ceil(systemClock.now() / 1_000) * 1_000 + 1_000)
    harness.service.next.push(answering(503, { 'retry-after': until.toUTCString() }))
    harness.start()
    await harness.client.publish(madeUpEvent())
    await harness.client.drain()
    expect(systemClock.now()).toBeGreaterThanOrEqual(until.getTime())
  })

  it('asks for a new token when one is refused, and tries at once', async () => {
    let tokens = 0
    harness.service.always = (request, _events, response) =>
      request.authorization === 'Bearer token-1' && tokens > 1 ? respond(response, 401) : false
    harness.start({ token: async () => `token-${String(++tokens)}` })
    await harness.client.publish(madeUpEvent())
    await harness.client.drain()
    tokens = 2
    await harness.client.publish(madeUpEvent())
    await harness.client.drain()
    expect(harness.service.accepted.size).toBe(2)
    expect(harness.service.requests.map(({ authorization }) => authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-3',
    ])
    expect(harness.client.failure()).toBeUndefined()
  })

  it('keeps trying when no token is to be had', async () => {
    let tries = 0
    harness.start({
      token: async () => {
        if (++tries < 3) throw new Error('the identity provider is down')
        return 'late'
      },
    })
    await harness.client.publish(madeUpEvent())
    await harness.client.drain()
    expect(harness.service.accepted.size).toBe(1)
  })

  it('believes no answer that does not name the event: a page of some proxy is no delivery', async () => {
    const portal = answering(200, {}, 'welcome to the guest network')
    harness.service.next.push(portal, answering(202, {}, { results: [] }), answering(302, { location: 'http://127.0.0.1:1/' }))
    harness.start()
    const ids = await harness.publishMany(2)
    await harness.client.drain()
    expect([...harness.service.accepted]).toEqual(ids)
    expect(harness.service.requests.length).toBeGreaterThanOrEqual(4)
  })
})
