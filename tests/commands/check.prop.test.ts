import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createLineCheck } from '../../commands/check-line.ts'
import { createEventDecoder } from '../../consumers/intake/decode-event.ts'
import { createRecordJudge } from '../../consumers/intake/judge-record.ts'
import type { Judgement } from '../../core/publish/judge-value.ts'
import { createEventChecker } from '../../schemas/codec/check.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import { parseJson } from '../../schemas/codec/json.ts'
import type { AgencyType } from '../../schemas/generated/codes.ts'
import { inboxRecord } from '../consumers/intake/harness.ts'
import { startRunning, STREAM, type Running } from '../flow/running.ts'
import { mutatedEvents } from './mutated-events.ts'

type Findings = Readonly<Record<'errors' | 'held' | 'warnings', readonly FieldError[]>>
interface Said extends Findings { readonly status: string }
type Result = Pick<Said, 'status'> & Partial<Findings>

const COUNT = 5_000
const NOW = Date.parse('2025-06-01T12:00:00Z')
const agencies = JSON.parse(readFileSync(join(import.meta.dirname, '../../demo/agencies.json'), 'utf8')) as
  { agency: string; type: AgencyType; areas: string[] }[]
const ofAgency = new Map(agencies.map((entry) => [entry.agency, entry]))
const ANYBODY = 'norshire-police'

/** Who sends a line: whom its source names, or anybody where it names nobody. Undefined: one that is not registered, who has no token. */
function senderOf(line: string): string | undefined {
  const { source } = JSON.parse(line) as { readonly source?: unknown }
  const named = typeof source === 'string' ? /^\/agencies\/([^/]*)/.exec(source)?.[1] : undefined
  if (named === undefined) return ANYBODY
  return ofAgency.has(named) ? named : undefined
}

const said = (judged: Judgement): Said => (judged.status === 'rejected'
  ? { status: 'rejected', errors: judged.errors, held: [], warnings: [] }
  : { status: 'accepted', errors: [], held: judged.held, warnings: judged.warnings })

describe('the offline check', () => {
  let running: Running
  beforeAll(async () => { running = await startRunning({ at: NOW }) }, 120_000)
  afterAll(async () => { await running.stop(); running.remove() })

  it(`says of ${String(COUNT)} mutated events what the server says, and what intake says of those that Avro can hold`, async () => {
    const { catalogue, registry } = running.parts
    const checkLine = createLineCheck({ catalogue, typeOf: (agency) => ofAgency.get(agency)?.type })
    const seed = randomInt(2 ** 31)
    const lines = fc.sample(mutatedEvents(catalogue), { numRuns: COUNT + 200, seed }).map((event) => JSON.stringify(event) as string | undefined)
      .filter((line) => line !== undefined).filter((line) => line.startsWith('{') && senderOf(line) !== undefined).slice(0, COUNT)
    const offline = new Map(lines.map((line) => [line, said(checkLine(line, new Date(NOW).toISOString()))]))

    const counts = { accepted: 0, rejected: 0, held: 0, warned: 0, intake: 0 }
    const codes = new Set<string>()
    for (const [agency = '', own] of Map.groupBy(lines, senderOf)) {
      const answer = await running.ask('/v1/events/check', { as: agency, type: STREAM, body: own.join('\n') })
      const { results } = answer.json as { readonly results: readonly Result[] }
      expect([seed, results.length]).toEqual([seed, own.length])
      for (const [index, { status, errors = [], held = [], warnings = [] }] of results.entries()) {
        const line = own[index] ?? ''
        const plain = (found: readonly FieldError[]): readonly FieldError[] =>
          found.map((finding) => ({ ...finding, pointer: finding.pointer.slice(`/${String(index)}`.length) }))
        const server: Said = { status, errors: plain(errors), held: plain(held), warnings: plain(warnings) }
        expect([seed, line, offline.get(line)]).toEqual([seed, line, server])
        counts[server.status === 'accepted' ? 'accepted' : 'rejected'] += 1
        if (held.length > 0) counts.held += 1
        if (warnings.length > 0) counts.warned += 1
        for (const { code } of [...errors, ...held, ...warnings]) codes.add(code)
      }
    }

    const check = createEventChecker(catalogue)
    const judge = createRecordJudge({
      catalogue, decode: createEventDecoder({ catalogue, registry, clock: running.clock }), secret: Buffer.alloc(32, 1),
      agencies: {
        refresh: async () => undefined,
        of: async (name) => {
          const entry = ofAgency.get(name)
          return entry && { agency: entry.agency, agency_type: entry.type, areas: entry.areas }
        },
      },
    })
    for (const line of lines) {
      const parsed = parseJson(Buffer.from(line))
      const checked = parsed.ok ? check(parsed.value) : parsed
      if (!checked.ok) continue
      counts.intake += 1
      const judged = await judge({ ...await inboxRecord(checked.value), partition: 0, offset: 0, timestamp: NOW })
      const intake: Said = judged.kind === 'refused'
        ? { status: 'rejected', errors: judged.refused.errors, held: [], warnings: [] }
        : { status: 'accepted', errors: [], held: judged.candidate.held, warnings: judged.candidate.warnings }
      expect([seed, line, intake]).toEqual([seed, line, offline.get(line)])
    }
    process.stdout.write(`${String(lines.length)} mutated events: ${JSON.stringify(counts)}, codes ${[...codes].sort().join(' ')}\n`)
    expect(lines.length).toBeGreaterThanOrEqual(COUNT)
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(20)
  })
})
