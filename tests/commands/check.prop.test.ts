import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEventDecoder } from '../../consumers/intake/decode-event.ts'
import { createRecordJudge } from '../../consumers/intake/judge-record.ts'
import { createEventChecker } from '../../schemas/codec/check.ts'
import { parseJson } from '../../schemas/codec/json.ts'
import { inboxRecord } from '../consumers/intake/harness.ts'
import { startRunning, type Running } from '../flow/running.ts'
import { compare, type Said } from './agreement/agreement.ts'
import { mutatedLines, ofAgency } from './agreement/mutated-lines.ts'

/** The whole, 40,000: npm run agreement. */
const COUNT = 5_000
const NOW = Date.parse('2025-06-01T12:00:00Z')

describe('the offline check', () => {
  let running: Running
  beforeAll(async () => {
    running = await startRunning({ at: NOW })
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  it(`says of ${String(COUNT)} mutated events what the server says, what the JSON Schema of their type says, and what intake says of those that Avro can hold`, async () => {
    const { catalogue, registry } = running.parts
    const seed = randomInt(2 ** 31)
    const lines = mutatedLines(catalogue, { count: COUNT, seed })
    const { disagreements, counts, types, codes, offline } = await compare(running, lines, new Date(NOW).toISOString())
    expect([seed, disagreements.slice(0, 3)]).toEqual([seed, []])
    expect([seed, [...catalogue.types.keys()].filter((type) => !types.has(type))]).toEqual([seed, []])

    const check = createEventChecker(catalogue)
    const judge = createRecordJudge({
      catalogue,
      decode: createEventDecoder({ catalogue, registry, clock: running.clock }),
      secret: Buffer.alloc(32, 1),
      agencies: {
        refresh: async () => undefined,
        of: async (name) => {
          const entry = ofAgency.get(name)
          return entry && { agency: name, agency_type: entry.type, areas: entry.areas }
        },
      },
    })
    let byIntake = 0
    for (const line of lines) {
      const parsed = parseJson(Buffer.from(line))
      const checked = parsed.ok ? check(parsed.value) : parsed
      if (!checked.ok) continue
      byIntake += 1
      const judged = await judge({ ...(await inboxRecord(checked.value)), partition: 0, offset: 0, timestamp: NOW })
      const intake: Said =
        judged.kind === 'refused'
          ? { status: 'rejected', errors: judged.refused.errors, held: [], warnings: [] }
          : { status: 'accepted', errors: [], held: judged.candidate.held, warnings: judged.candidate.warnings }
      expect([seed, line, intake]).toEqual([seed, line, offline.get(line)])
    }
    const { beyondSchema, ...met } = { ...counts, byIntake }
    process.stdout.write(
      `${String(lines.length)} mutated events: ${JSON.stringify({ ...met, beyondSchema })}, codes ${[...codes].sort().join(' ')}\n`,
    )
    expect(lines.length).toBe(COUNT)
    expect(Math.min(...Object.values(met))).toBeGreaterThan(20)
    expect(beyondSchema).toBeLessThan(COUNT / 20)
  })
})
