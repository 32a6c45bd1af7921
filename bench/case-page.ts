import { createVisitor, hiddenField, signIn } from '../tests/fixtures/browser-like.ts'
import type { LoadClient } from './load/client.ts'
import type { LoadRequest } from './load/messages.ts'
import { race, type Comparison } from './ratio.ts'
import type { Size } from './size.ts'
import type { System } from './system/system.ts'
import { openReadCase, PURPOSE, READER } from './timeline-reads.ts'

const EVENTS = 200
const CONNECTIONS = 1
/** A page costs several reads: so many times fewer are measured. */
const FEWER = 5
const KILOBYTE = 1000
/** At most one and a half times as long. */
const AIM = 1 / 1.5

/** The timeline page of a case of 200 events, closed, beside the same events by JSON: one connection, so that it is the time to an answer. Its size is in its name. */
export async function casePage(system: System, load: LoadClient, { rounds, warmUp, reads }: Size): Promise<Comparison> {
  const { service } = system
  const { caseId, timeline } = await openReadCase(system, 5, EVENTS)
  const visitor = createVisitor(service.origin)
  const choice = await signIn(visitor, READER)
  await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: PURPOSE })
  const path = `/cases/${caseId}/timeline`
  const { text } = await visitor.open(path)
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const n = Math.max(1, Math.round(reads / FEWER))
  const read = (request: LoadRequest) => {
    const requests = Array.from({ length: n }, () => request)
    return async () => (await load.run({ origin: service.origin, requests, connections: CONNECTIONS }, 200)).ms
  }
  return race({
    name: `timeline page, ${String(EVENTS)} events, ${String(Math.round(Buffer.byteLength(text) / KILOBYTE))} kB, beside JSON`,
    unit: 'reads',
    n,
    rounds,
    warmUp,
    aim: AIM,
    system: read({ method: 'GET', path, headers: { cookie, accept: 'text/html' } }),
    ceiling: read({ ...timeline, path: `${timeline.path}&limit=${String(EVENTS)}` }),
  })
}
