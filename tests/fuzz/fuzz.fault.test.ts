import { describe, expect, it } from '@jest/globals'
import { runValues } from './avro-values/run-values.ts'
import { isFlat } from './heap.ts'
import { runSchemas } from './hostile-schemas/run-schemas.ts'
import { runJson } from './json-bodies/run-json.ts'

/** Processor time, many times what a run alone takes. */
const LONGEST_MS = 500

describe('hostile input is refused with a code, in bounded time and memory', () => {
  it('10,000 mutated Avro values, through guard, decoder, check and judge', async () => {
    const { failures, slowest, heap, outcomes } = await runValues({ values: 10_000, seed: 20_251 })
    expect(failures).toEqual([])
    expect(slowest.ms).toBeLessThan(LONGEST_MS)
    expect(isFlat(heap)).toBe(true)
    expect([...outcomes.keys()]).toEqual(
      expect.arrayContaining([
        'candidate',
        'truncated',
        'wrong-format',
        'too-many-items',
        'trailing-bytes',
        'not-confluent',
        'unknown-schema',
        'reserved-key',
        'G03',
        'G05',
      ]),
    )
  })

  it('1,000 mutated bodies, through what reads and judges POST /v1/events', async () => {
    const { failures, slowest, heap, outcomes } = await runJson({ bodies: 1_000, seed: 20_251 })
    expect(failures).toEqual([])
    expect(slowest.ms).toBeLessThan(LONGEST_MS)
    expect(isFlat(heap)).toBe(true)
    expect([...outcomes.keys()]).toEqual(expect.arrayContaining(['accepted', 'not-parseable', 'too-large', 'G03', 'G04', 'G05']))
  })

  it('200 hostile schemas, by the lint and out of a registry', async () => {
    const { schemas, failures, slowest } = await runSchemas({ schemas: 200, seed: 20_251 })
    expect(schemas).toBe(200)
    expect(failures).toEqual([])
    expect(slowest.ms).toBeLessThan(LONGEST_MS)
  })
})
