import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startOperations, type Operations } from '../../commands/operations/operations.ts'
import { wrongWith } from '../../commands/operations/judge-status.ts'
import { agencyOf } from '../../commands/demo/folder.ts'
import { demoChronologies } from '../fixtures/demo-world.ts'
import { startRunning, type Running } from './running.ts'

const DOCUMENT = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'reference', 'metrics.md'), 'utf8')
const PACE = { dependencies: 50, bound: 2_000, logs: 50, feeds: 50, slow: 50 }
const PATIENCE_MS = 30_000

const event = demoChronologies[0]?.events[0]
if (event === undefined) throw new Error('There is no event.')
const agency = agencyOf(event)

describe('the operations port of a whole service', () => {
  let running: Running
  let operations: Operations
  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2026-09-01T12:00:00Z') })
    const { parts } = running
    operations = await startOperations({
      telemetry: parts.telemetry,
      clock: parts.clock,
      roles: ['control', 'timeline', 'intake', 'gateway'],
      host: '127.0.0.1',
      port: 0,
      pace: PACE,
    })
    operations.watch(parts)
  }, 60_000)
  afterAll(async () => {
    await operations.close()
    await running.stop()
    running.remove()
  })

  const metrics = async (): Promise<string> => (await fetch(`${operations.origin}/metrics`)).text()
  const shows = async (line: string): Promise<void> => {
    let text = ''
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await sleep(50)) {
      text = await metrics()
      if (text.split('\n').includes(line)) return
    }
    throw new Error(
      `Metrics never showed ${line}: ${text
        .split('\n')
        .filter((one) => one.startsWith(line.split(/[{ ]/)[0] ?? ''))
        .join('; ')}`,
    )
  }
  const ready = async (): Promise<{ status: number; body: { not_ready: unknown[]; dependencies: { name: string; up: boolean }[] } }> => {
    const answer = await fetch(`${operations.origin}/readyz`)
    return { status: answer.status, body: (await answer.json()) as never }
  }
  const comesTo = async (status: number): Promise<Awaited<ReturnType<typeof ready>>> => {
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await sleep(50)) {
      const found = await ready()
      if (found.status === status) return found
    }
    throw new Error(`/readyz never answered ${String(status)}: ${JSON.stringify(await ready())}`)
  }

  it('is not ready until it serves, and then names every part that it stands on', async () => {
    expect(await comesTo(503)).toMatchObject({ body: { not_ready: expect.arrayContaining([{ name: 'start', code: 'starting' }]) } })
    operations.serving({ readControl: () => running.service.reads.readControl, agencyKeys: running.service.identity.agencyKeys })
    const { body } = await comesTo(200)
    expect(body.dependencies.map(({ name, up }) => [name, up])).toEqual(
      ['event-log', 'registry', 'store', 'vault', 'data-folder', 'access-log', 'control-view'].map((name) => [name, true]),
    )
    expect((await fetch(`${operations.origin}/livez`)).status).toBe(200)
    expect((await fetch(`${operations.origin}/else`)).status).toBe(404)
    expect((await fetch(`${operations.origin}/metrics`, { method: 'POST' })).status).toBe(405)
  }, 60_000)

  it('counts events and reads by what became of them, and looks at feeds, lags and logs', async () => {
    await running.send(event)
    await running.send(event)
    await running.ask('/v1/events', { as: agency, type: 'application/cloudevents+json', body: '{"id": 1}' })
    await running.ask('/v1/cases?purpose=marac_risk_management', { method: 'GET', as: 'norshire-coordinator' })
    await running.ask('/v1/cases?purpose=bail_decision', { method: 'GET', as: 'norshire-coordinator' })
    await shows(`throughline_events_total{agency="${agency}",outcome="accepted"} 1`)
    await shows(`throughline_events_total{agency="${agency}",outcome="repeated"} 1`)
    await shows(`throughline_events_total{agency="${agency}",outcome="rejected"} 1`)
    await shows('throughline_reads_total{outcome="permit"} 1')
    await shows('throughline_reads_refused_total{code="deny_role_purpose"} 1')
    await shows(`throughline_agency_last_event_timestamp_seconds{agency="${agency}"} ${String(running.clock.now() / 1_000)}`)
    await shows(`throughline_inbox_oldest_age_seconds{agency="${agency}"} 0`)
    await shows('throughline_consumer_lag_records{consumer="timeline"} 0')
    await shows('throughline_consumer_running{consumer="intake"} 1')
    await shows('throughline_log_partition_begins_after_zero{topic="case.events"} 0')
    expect(await metrics()).toMatch(/throughline_events_rejected_total\{code="[A-Za-z0-9-]+"\} 1/)
    expect(await metrics()).toMatch(/^process_cpu_seconds_total /m)
  }, 60_000)

  it('documents every metric that it has', async () => {
    const names = (await running.parts.telemetry.metrics.registry.getMetricsAsJSON())
      .map(({ name }) => name)
      .filter((name) => name.startsWith('throughline_'))
    expect(names).toHaveLength(31)
    expect(names.filter((name) => !DOCUMENT.includes(`| \`${name}\` |`))).toEqual([])
  })

  it('tells operators the same, without content, and finds nothing wrong', async () => {
    const status = await operations.status()
    expect(wrongWith(status)).toEqual([])
    expect(status.feeds?.find((feed) => feed.agency === agency)).toMatchObject({
      waiting: 0,
      held: 0,
      rejected_at_the_door: expect.arrayContaining([expect.objectContaining({ count: 1 })]),
    })
    expect(
      status.consumers
        .filter(({ state }) => state === 'running')
        .map(({ consumer }) => consumer)
        .sort(),
    ).toEqual(['control', 'erasures', 'intake', 'intake-active', 'intake-import', 'recalls', 'timeline', 'transparency-log'])
  })

  it('says by name what has gone: a store that answers nothing any more', async () => {
    await running.parts.store.db.destroy()
    await shows('throughline_dependency_up{dependency="store"} 0')
    const { body } = await comesTo(503)
    expect(JSON.stringify(body.not_ready)).toMatch(/"(store|control-view|timeline|intake|recalls)"/)
    await shows('throughline_ready 0')
  }, 60_000)
})
