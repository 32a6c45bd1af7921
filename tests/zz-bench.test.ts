import { expect, it } from '@jest/globals'
import { createProjection } from '../consumers/projection.ts'
import { timelineStep } from '../consumers/timeline/start.ts'
import { caseLogOf, caseRecordOf } from './fixtures/case-records.ts'
import { demoEvents } from './fixtures/demo-events.ts'
import { openEmbeddedParts } from './fixtures/embedded-parts.ts'
import { createCaseEventWriter } from '../infra/event-log/case-events.ts'
it('bench', async () => {
  const parts = await openEmbeddedParts()
  const write = await createCaseEventWriter(parts.log, parts.registry)
  const evs = demoEvents('kestrel')
  const recs = []
  for (let c = 0; c < 100; c++) for (const e of evs.slice(0, 20)) recs.push(await caseRecordOf(parts.vault, e, caseLogOf('c' + c)))
  console.log(recs.length, recs.reduce((n, r) => n + r.parts.length, 0) / recs.length)
  const app = await write(recs)
  const byP = Map.groupBy(app, (a) => a.partition)
  const batches = await Promise.all([...byP].map(async ([partition, a]) => ({ topic: a[0]!.topic, partition, records: await parts.log.read(a[0]!.topic, partition, 0, 10000) })))
  const step = timelineStep(parts)
  const p = createProjection({ store: parts.store, consumer: 'timeline', prepare: async (b) => { const t = performance.now(); const r = await step.prepare(b); console.log('prepare', performance.now() - t); return r }, apply: async (tx, i) => { const t = performance.now(); await step.apply(tx, i); console.log('apply', performance.now() - t) } })
  const t = performance.now()
  await p.handle(batches)
  const ms = performance.now() - t
  console.log('ms', ms, 'events/s', recs.length / ms * 1000)
  expect(1).toBe(1)
  await parts.remove()
}, 100000)
