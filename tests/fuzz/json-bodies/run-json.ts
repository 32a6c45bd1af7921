import { agencyNamed } from '../../fixtures/ids.ts'
import { startProcessorTime } from '../processor-time.ts'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { createValueJudge } from '../../../core/publish/judge-value.ts'
import { BATCH, SINGLE, STREAM } from '../../../gateway/api/events/limits.ts'
import { submit } from '../../../gateway/api/events/publish.ts'
import { Problem } from '../../../gateway/api/problem.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { eventsOfEveryType } from '../../flow/canary/every-type.ts'
import { createDice } from '../dice.ts'
import { createHeapWatch, type HeapReport } from '../heap.ts'
import { createSlowest } from '../slowest.ts'
import { textMutations } from './mutate-text.ts'

export interface JsonRun {
  readonly bodies: number
  /** How many were answered so: a problem's code, or the first code of the first result. */
  readonly outcomes: ReadonlyMap<string, number>
  readonly failures: readonly { readonly index: number; readonly how: string; readonly thrown: unknown }[]
  readonly slowest: { readonly index: number; readonly ms: number; readonly how: string }
  readonly heap: HeapReport
}

const NOW = '2026-06-01T12:00:00Z'
const WAYS = Object.entries(textMutations)
const NOTES = 8

/** A request with a body, as node:http hands it over. */
function requestOf(type: string, body: string | Buffer): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  request.headers['content-type'] = type
  request.push(body)
  request.push(null)
  return request
}

/** Gives mutated CloudEvents to what reads and judges the bodies of POST /v1/events. Nothing is appended. */
export async function runJson({
  bodies,
  seed,
  only,
}: {
  readonly bodies: number
  readonly seed: number
  readonly only?: number
}): Promise<JsonRun> {
  const catalogue = loadCatalogue()
  const judgeValue = createValueJudge(catalogue)
  const events = eventsOfEveryType(catalogue)
  const mutated = (index: number) => {
    const dice = createDice(seed, index)
    const event = dice.any(events)
    const [how, mutate] = dice.any(WAYS) ?? ['nothing', (text: string) => text]
    const type = dice.pick([SINGLE, SINGLE, BATCH, STREAM])
    const sound = JSON.stringify(event)
    const changed = mutate(sound, dice)
    const [before, after] = type === BATCH ? [`[${sound},`, ']'] : type === STREAM ? [`${sound}\n`, `\n${sound}`] : ['', '']
    const whole = Buffer.concat([Buffer.from(before), Buffer.from(changed), Buffer.from(after)])
    return { how: `${how} (${type})`, agency: event?.source.split('/')[2] ?? '', type, body: whole }
  }
  const outcomes = new Map<string, number>()
  const failures: { index: number; how: string; thrown: unknown }[] = []
  const answer = async (agency: string, type: string, body: Buffer): Promise<string> => {
    const inbox = {
      judge: (value: unknown) => judgeValue(value, (of) => ({ agency: of }), NOW),
      append: () => Promise.reject(new Error('Nothing is kept by a check.')),
    }
    try {
      const results = await submit(requestOf(type, body), {
        agency: agencyNamed(agency),
        inbox,
        limit: () => undefined,
        keep: false,
        kind: 'events',
      })
      return results.flatMap(({ errors = [] }) => errors.map(({ code }) => code))[0] ?? 'accepted'
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.code !== 'failed' && thrown.code !== 'unavailable') return thrown.code
      throw thrown
    }
  }
  const once = async (index: number): Promise<number> => {
    const { how, agency, type, body } = mutated(index)
    const spent = startProcessorTime()
    try {
      const code = await answer(agency, type, body)
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1)
    } catch (thrown) {
      failures.push({ index, how, thrown })
    }
    return spent()
  }
  const slowest = createSlowest()
  const heap = createHeapWatch()
  const [from, end] = only === undefined ? [0, bodies] : [only, only + 1]
  for (let index = from; index < end; index += 1) {
    slowest.note(index, await once(index))
    if (index >= bodies / 10 && index % Math.ceil(bodies / NOTES) === 0) await heap.note()
  }
  await heap.note()
  const counted = new Map(outcomes)
  const slow = await slowest.confirm(once)
  return { bodies: end - from, outcomes: counted, failures, slowest: { ...slow, how: mutated(slow.index).how }, heap: heap.report() }
}
