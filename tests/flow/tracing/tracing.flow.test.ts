import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { agencyOf } from '../../../commands/demo/folder.ts'
import { CASE_EVENTS, inboxTopic } from '../../../infra/event-log/topics.ts'
import { demoChronologies } from '../../fixtures/demo-world.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { SINGLE, startRunning, type Running } from '../running.ts'
import { startCollector, type Collector } from './collector.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const TRACE = '0af7651916cd43dd8448eb211c80319c'
const SPAN = 'b7ad6b7169203331'
const AT = Date.parse('2026-09-01T12:00:00Z')

const [event] = demoChronologies[0]?.events ?? []
if (event === undefined) throw new Error('There is no event.')
const agency = agencyNamed(agencyOf(event))

const publish = async (running: Running, headers: Readonly<Record<string, string>>, id: string = event.id): Promise<void> => {
  const { status, json } = await running.ask('/v1/events', { as: agency, type: SINGLE, body: JSON.stringify({ ...event, id }), headers })
  expect(status).toBe(202)
  await running.receipt(agency, (json as { results: { receipt: string }[] }).results[0]?.receipt ?? '')
}

/** Headers of the records of a topic. */
async function headersOf({ parts: { log } }: Running, topic: string): Promise<readonly string[]> {
  const ranges = await log.ranges(topic)
  const records = (await Promise.all(ranges.map(({ partition, start }) => log.read(topic, partition, start, 100)))).flat()
  return records.flatMap(({ headers }) => Object.keys(headers))
}

describe('a service with a collector of spans', () => {
  let collector: Collector
  let running: Running
  beforeAll(async () => {
    collector = await startCollector()
    running = await startRunning({ at: AT, tracesTo: collector.endpoint })
  }, 60_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
    await collector.close()
  })

  it('follows an event that is published with a traceparent from the gateway through intake to the timeline', async () => {
    await publish(running, { traceparent: `00-${TRACE}-${SPAN}-01` })
    await collector.waitFor(3)
    const of = (name: string) => collector.spans.find((span) => span.name === name)
    const [door, intake, timeline] = [of('POST /v1/events'), of('intake event'), of('timeline event')]
    expect(new Set(collector.spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]))
    expect(door?.parentSpanId).toBe(SPAN)
    expect(intake?.parentSpanId).toBe(door?.spanId)
    expect(timeline?.parentSpanId).toBe(door?.spanId)
    expect(intake?.attributes).toEqual({
      'throughline.agency': agency,
      'throughline.event_type': event.type,
      'throughline.outcome': 'done',
      'messaging.system': 'kafka',
      'messaging.destination.name': inboxTopic(agency),
    })
    expect(timeline?.attributes).toEqual({
      'throughline.outcome': 'done',
      'messaging.system': 'kafka',
      'messaging.destination.name': CASE_EVENTS,
    })
  }, 60_000)

  it('tells the collector no id of the event or its case, and nothing that it says', async () => {
    const told = collector.text()
    expect(told).toContain(TRACE)
    for (const secret of [event.id, event.source, await running.caseOf(event)]) expect(told).not.toContain(secret)
    const words = [...JSON.stringify(event.data).matchAll(/"([^"]{6,})"(?!:)/g)].map(([, word]) => word ?? '')
    expect(words.length).toBeGreaterThan(3)
    expect(words.filter((word) => told.includes(word) && !`${agency} ${event.type}`.includes(word))).toEqual([])
  })

  it('traces nothing that its sender did not ask for', async () => {
    const before = collector.spans.length
    await publish(running, {}, randomUUID())
    await publish(running, { traceparent: `00-${TRACE}-${SPAN}-00` }, randomUUID())
    await publish(running, { traceparent: 'no trace at all' }, randomUUID())
    await running.parts.tracing?.close()
    expect(collector.spans.length).toBe(before)
  }, 60_000)
})

describe('a service without a collector', () => {
  it('writes no trace into a log, whatever a sender sends', async () => {
    const running = await startRunning({ at: AT })
    await publish(running, { traceparent: `00-${TRACE}-${SPAN}-01` })
    const headers = [...(await headersOf(running, inboxTopic(agency))), ...(await headersOf(running, CASE_EVENTS))]
    expect(headers).toContain('ce_id')
    expect(headers).not.toContain('traceparent')
    await running.stop()
    running.remove()
  }, 60_000)

  it('loads nothing of the SDK', () => {
    const script = `
      import { registerHooks } from 'node:module'
      const asked = []
      registerHooks({ resolve: (specifier, context, next) => { const found = next(specifier, context); asked.push(found.url); return found } })
      await import('./commands/serve.ts')
      const { openTracing } = await import('./infra/tracing/open.ts')
      const off = await openTracing({ endpoint: undefined, roles: [] })
      console.log(JSON.stringify({ off: off ?? null, all: asked.length > 100, sdk: asked.filter((url) => /@opentelemetry\\/(?!api\\/)/.test(url)) }))`
    const { stdout } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(JSON.parse(stdout)).toEqual({ off: null, all: true, sdk: [] })
  }, 60_000)
})
