import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { eventually } from '../../contract/event-log/harness.ts'
import { madeUpEvent } from './events.ts'
import { createHarness } from './harness.ts'
import { answering, respond } from './service.ts'

describe('the agency client, when events are refused', () => {
  const harness = createHarness()
  beforeEach(harness.before)
  afterEach(harness.after)

  it('parks an event that the service refuses, with its errors, and delivers the rest', async () => {
    harness.service.always = answering(503)
    harness.start()
    const ids = await harness.publishMany(9)
    harness.service.poison.add(ids[4] ?? '')
    harness.service.always = undefined
    await harness.client.drain()
    expect([...harness.service.accepted]).toEqual(ids.filter((_, index) => index !== 4))
    const errors = [{ pointer: '/data/details', code: 'G04' }]
    expect(harness.client.parked()).toMatchObject([{ id: ids[4], type: 'behaviour.incident-recorded', errors }])
  })

  it('parks a refused event that stands alone (422 with results)', async () => {
    harness.start()
    const id = randomUUID()
    harness.service.poison.add(id)
    await harness.client.publish(madeUpEvent(id))
    await harness.client.drain()
    expect(harness.client.parked()).toMatchObject([{ id, errors: [{ code: 'G04' }] }])
  })

  it.each([400, 403, 413])(
    'finds and parks the one event that a batch is refused for with %i, and delivers the rest in order',
    async (status) => {
      harness.service.always = answering(503)
      harness.start()
      const ids = await harness.publishMany(100)
      const bad = ids[37] ?? ''
      harness.service.always = (request, _events, response) =>
        request.ids.includes(bad)
          ? respond(response, status, {
              errors: [{ pointer: `/${String(request.ids.indexOf(bad))}/source`, code: 'wrong-source', detail: 'No.' }],
            })
          : false
      await harness.client.drain()
      expect([...harness.service.accepted]).toEqual(ids.filter((id) => id !== bad))
      expect(harness.client.parked()).toMatchObject([{ id: bad, errors: [{ pointer: '/source', code: 'wrong-source' }] }])
    },
  )

  it('parks nothing when the agency is refused rather than an event', async () => {
    harness.service.always = answering(403)
    harness.start()
    const ids = await harness.publishMany(4)
    await eventually(() => harness.client.failure()?.status === 403)
    harness.service.always = answering(404)
    await eventually(() => harness.client.failure()?.status === 404)
    expect([harness.client.parked(), harness.client.pending()]).toEqual([[], 4])
    harness.service.always = undefined
    await harness.client.drain()
    expect([...harness.service.accepted]).toEqual(ids)
  })

  it('sends a parked event again when told to, also after a restart', async () => {
    harness.start()
    const id = randomUUID()
    harness.service.poison.add(id)
    await harness.client.publish(madeUpEvent(id))
    await harness.client.drain()
    await harness.restart()
    expect(harness.client.parked()).toHaveLength(1)
    harness.service.poison.clear()
    expect(harness.client.retryParked(id)).toBe(true)
    expect(harness.client.retryParked(id)).toBe(false)
    await harness.client.drain()
    expect([...harness.service.accepted]).toEqual([id])
    expect(harness.client.parked()).toEqual([])
  })

  it('replaces a parked event by a mended one of the same id, and forgets one when told to', async () => {
    harness.start()
    const [mended = '', dropped = ''] = [randomUUID(), randomUUID()]
    harness.service.poison.add(mended).add(dropped)
    await Promise.all([mended, dropped].map((id) => harness.client.publish(madeUpEvent(id))))
    await harness.client.drain()
    harness.service.poison.clear()
    await harness.client.publish({ ...madeUpEvent(mended), time: '2024-02-09T13:00:00+00:00' })
    await harness.client.drain()
    expect([...harness.service.accepted]).toEqual([mended])
    expect([harness.client.discardParked(dropped), harness.client.discardParked(dropped)]).toEqual([true, false])
    expect(harness.client.parked()).toEqual([])
  })
})
