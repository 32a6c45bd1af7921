import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { feed } from '../../commands/feed.ts'
import { agencyOf } from '../../commands/demo/folder.ts'
import { hasVerdictInCase } from '../../core/publish/in-case/judged-by.ts'
import { receiptsTopic } from '../../infra/event-log/topics.ts'
import type { Output } from '../../commands/output.ts'
import type { Feed, FeedLimits } from '../../producers/feed/health.ts'
import { demoChronologies } from '../fixtures/demo-world.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { startRunning, type Running } from './running.ts'

const AGENCY = 'norshire-police'
const NOW = Date.parse('2026-09-01T12:00:00Z')

describe("the health of an agency's feed", () => {
  let running: Running
  beforeAll(async () => {
    running = await startRunning({ at: NOW })
  }, 60_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  const read = async (): Promise<Feed> => (await running.ask('/v1/feed', { method: 'GET', as: AGENCY })).json as Feed
  const command = async (limits: FeedLimits): Promise<{ readonly code: number; readonly said: string }> => {
    const said: string[] = []
    const output: Output = {
      json: false,
      result: (words) => {
        said.push(words)
      },
      progress: () => undefined,
      failure: (words) => {
        said.push(words)
      },
    }
    return { code: await feed({ url: running.service.origin, token: await running.token(AGENCY), limits }, output), said: said.join('\n') }
  }

  it('of one that never published is silence', async () => {
    expect(await read()).toMatchObject({ agency: AGENCY, events: { last_published_at: null, waiting: { count: 0 } }, schemas: [] })
    expect(await command({})).toMatchObject({ code: 0 })
    expect(await command({ silenceHours: 24 })).toMatchObject({ code: 1, said: expect.stringContaining('nothing was ever published') })
  })

  it('counts what was accepted, repeated and rejected, by code, and the schemas in use', async () => {
    const events = (demoChronologies[0]?.events ?? []).filter(({ source }) => source.startsWith(`/agencies/${AGENCY}/`)).slice(0, 3)
    for (const event of events) await running.send(event)
    const [first] = events
    if (first === undefined) throw new Error('No event.')
    await running.send(first)
    const changed = { ...first, data: { ...first.data, agency_record_ref: 'another' } }
    expect((await running.send(changed)).status).toBe('rejected')
    const health = await read()
    expect(health.receipts.last_24_hours).toMatchObject({
      accepted: 3,
      repeated: 1,
      rejected: 1,
      held: 0,
      rejected_by: [{ code: 'G09', count: 1 }],
    })
    expect(health.receipts.last_7_days).toEqual(health.receipts.last_24_hours)
    // Of how long a receipt took, begun seconds are told: milliseconds would tell what was done with an event.
    expect(health.events.receipt_after_ms).toEqual({ p50: 1_000, p95: 1_000 })
    expect(health.schemas.every(({ current }) => current)).toBe(true)
    expect(health.events).toMatchObject({ waiting: { count: 0, oldest_at: null }, last_published_at: expect.stringMatching(/Z$/) })
    expect(await command({ rejectedPercent: 5 })).toMatchObject({
      code: 1,
      said: expect.stringContaining('20.0 % rejected in the last 24 hours, most by G09'),
    })
    expect(await command({ rejectedPercent: 50, waitingMinutes: 1 })).toMatchObject({ code: 0, said: expect.stringContaining('OK: ') })
  })

  it('of an agency that only imports is not silent, and says what is held of it', async () => {
    const importing = 'fixture-police'
    const event = demoChronologies.flatMap(({ events }) => events).find(({ type }) => type === 'behaviour.incident-recorded')
    if (event === undefined) throw new Error('No event.')
    const data = { ...event.data, details: { ...(event.data.details as object), description: 'Ring her on 07700 900123.' } }
    const answer = await running.ask('/v1/events?inbox=import', {
      method: 'POST',
      as: importing,
      type: 'application/cloudevents+json',
      body: JSON.stringify({ ...event, source: `/agencies/${importing}/records`, data }),
    })
    const [result] = (answer.json as { readonly results: readonly { readonly receipt: string }[] }).results
    expect(await running.receipt(importing, result?.receipt ?? '')).toMatchObject({ status: 'held' })
    const of = async (limits: FeedLimits): Promise<string> => {
      const said: string[] = []
      const output: Output = {
        json: false,
        result: (words) => {
          said.push(words)
        },
        progress: () => undefined,
        failure: (words) => {
          said.push(words)
        },
      }
      await feed({ url: running.service.origin, token: await running.token(importing), limits }, output)
      return said.join('\n')
    }
    expect(await of({ silenceHours: 1 })).toContain('OK: ')
    expect(await of({ silenceHours: 1 })).toContain(`last event             none, of imports ${new Date(NOW).toISOString()}`)
    expect(await of({ heldPercent: 0 })).toContain('CRITICAL: fixture-police: 100.0 % held in the last 24 hours')
    expect(await of({ heldPercent: 100 })).toContain('OK: ')
  })

  it('counts a receipt of two entries once, as the later one has it', async () => {
    const judged = demoChronologies
      .flatMap(({ events }) => events)
      .find(({ type, source }) => hasVerdictInCase(type) && type !== 'marac.case-listed' && !source.startsWith(`/agencies/${AGENCY}/`))
    if (judged === undefined) throw new Error('No event.')
    const other = agencyNamed(agencyOf(judged))
    expect(await running.send(judged)).toMatchObject({ status: 'accepted', final: true })
    const health = (await running.ask('/v1/feed', { method: 'GET', as: other })).json as Feed
    expect(health.receipts.last_24_hours).toMatchObject({ accepted: 1, repeated: 0, rejected: 0 })
    expect((await running.parts.log.ranges(receiptsTopic(other)))[0]?.end).toBe(2)
  })

  it('is the same whether anybody was known or not, and of no other agency', async () => {
    expect(JSON.stringify(await read())).not.toMatch(/link|case|known|unlinked/i)
    expect((await running.ask('/v1/feed', { method: 'GET', as: 'westmere-fire' })).json).toMatchObject({
      agency: 'westmere-fire',
      receipts: { last_7_days: { accepted: 0 } },
    })
    expect((await running.ask('/v1/feed', { method: 'GET', as: 'norshire-coordinator' })).status).toBe(403)
  })
})
