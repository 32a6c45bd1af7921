import type { AgencyId } from '../../../schemas/ids.ts'
import { startProcessorTime } from '../processor-time.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEventDecoder } from '../../../consumers/intake/decode-event.ts'
import { createRecordJudge } from '../../../consumers/intake/judge-record.ts'
import type { Agency } from '../../../consumers/intake/agencies.ts'
import { linkingSecret } from '../../../core/linking/tokens.ts'
import { systemClock } from '../../../infra/clock/clock.ts'
import type { LogRecord } from '../../../infra/event-log/port.ts'
import { createFolderRegistry } from '../../../infra/registry/folder.ts'
import { loadCatalogue, schemasFolder } from '../../../schemas/index.ts'
import type { AgencyType } from '../../../schemas/generated/codes.ts'
import { createHeapWatch, type HeapReport } from '../heap.ts'
import { createSlowest } from '../slowest.ts'
import { APPENDED, framed, mutatedRecord } from './mutate-record.ts'
import { loadSamples } from './samples.ts'

export interface ValueRun {
  readonly values: number
  /** How many were judged so: `candidate`, or the first code of what was refused. */
  readonly outcomes: ReadonlyMap<string, number>
  /** What was neither: number of the value, how it was made, and what was thrown. */
  readonly failures: readonly { readonly index: number; readonly how: string; readonly thrown: unknown }[]
  readonly slowest: { readonly index: number; readonly ms: number; readonly how: string }
  readonly heap: HeapReport
}

/** Notes over the whole run: those of its first half are not taken. */
const NOTES = 24
/** A few are enough to mend. */
const MOST_FAILURES = 20

interface DemoAgency {
  readonly agency: AgencyId
  readonly type: string
  readonly areas: readonly string[]
}

function demoAgencies(): ReadonlyMap<string, Agency> {
  const agencies = JSON.parse(readFileSync(join(import.meta.dirname, '../../../demo/agencies.json'), 'utf8')) as readonly DemoAgency[]
  return new Map(agencies.map(({ agency, type, areas }) => [agency, { agency, agency_type: type as AgencyType, areas }]))
}

/** The way of a record through intake, up to where the case is looked for: guard, decode, check, judge. Gives the outcome. */
async function openWay() {
  const [catalogue, agencies] = [loadCatalogue(), demoAgencies()]
  const registry = createFolderRegistry({ folder: schemasFolder, clock: systemClock })
  const judge = createRecordJudge({
    catalogue,
    decode: createEventDecoder({ catalogue, registry, clock: systemClock }),
    secret: linkingSecret(Buffer.alloc(32, 7)),
    agencies: { of: async (name) => agencies.get(name), refresh: async () => undefined },
  })
  return {
    samples: await loadSamples(catalogue, registry),
    outcome: async (record: LogRecord): Promise<string> => {
      const judged = await judge(record)
      if (judged.kind === 'candidate') return 'candidate'
      const [first] = judged.refused.errors
      if (first === undefined || first.code === '' || first.detail === '') throw new Error('Refused without a code or words.')
      return first.code
    },
  }
}

/** Judges mutated values. `only`: the one of that number. */
export async function runValues({
  values,
  seed,
  only,
}: {
  readonly values: number
  readonly seed: number
  readonly only?: number
}): Promise<ValueRun> {
  const { samples, outcome } = await openWay()
  const outcomes = new Map<string, number>()
  const failures: { index: number; how: string; thrown: unknown }[] = []
  const slowest = createSlowest()
  const heap = createHeapWatch()
  const once = async (index: number): Promise<number> => {
    const { how, record } = mutatedRecord(samples, seed, index)
    const spent = startProcessorTime()
    try {
      const code = await outcome(record)
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1)
    } catch (thrown) {
      if (failures.length < MOST_FAILURES) failures.push({ index, how, thrown })
    }
    return spent()
  }
  for (const sample of samples) {
    const { topic, id, body, headers } = sample
    const code = await outcome({ topic, partition: 0, offset: 0, timestamp: APPENDED, key: null, value: framed(0, id, body), headers })
    if (code !== 'candidate') throw new Error(`The sample of ${headers.ce_type ?? ''} is refused: ${code}`)
  }
  const [from, end] = only === undefined ? [0, values] : [only, only + 1]
  for (let index = from; index < end; index += 1) {
    slowest.note(index, await once(index))
    // The first half is of a program that is still warming up.
    if (index >= values / 2 && index % Math.ceil(values / NOTES) === 0) await heap.note()
  }
  await heap.note()
  const counted = new Map(outcomes)
  const slow = await slowest.confirm(once)
  const { how } = mutatedRecord(samples, seed, slow.index)
  return { values: end - from, outcomes: counted, failures, slowest: { ...slow, how }, heap: heap.report() }
}
