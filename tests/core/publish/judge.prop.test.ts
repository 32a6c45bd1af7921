import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { heldFields } from '../../../core/publish/held.ts'
import { judgeEvent, warningsOf } from '../../../core/publish/judge.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { createEventChecker } from '../../../schemas/codec/check.ts'
import { demoEvents } from '../../schemas/codec/demo.ts'
import { mutation, valuesOf } from '../../schemas/codec/mutate.ts'

const catalogue = loadCatalogue()
const check = createEventChecker(catalogue)

describe('the rules of an event alone', () => {
  it('answer every event that the check lets through, without a submitted value', () => {
    let judged = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...demoEvents()),
        mutation,
        fc.date({ noInvalidDate: true, min: new Date('1950-01-01'), max: new Date('2090-01-01') }),
        (event, mutate, now) => {
          const submitted = mutate(event.data)
          const result = check({ ...event, data: submitted })
          const schema = catalogue.types.get(event.type)
          if (!result.ok || schema === undefined) return
          judged += 1
          const context = { publisher: { agency: result.value.agency, type: 'police' as const }, schema, now: now.toISOString() }
          const found = [...judgeEvent(result.value, context), ...warningsOf(result.value, context), ...heldFields(result.value, schema)]
          for (const { pointer, code, detail } of found) {
            expect(pointer).toMatch(/^(\/[A-Za-z0-9_]{1,64})+$/)
            expect(code).toMatch(/^(G\d\d|W\d\d|wrong-format|held)$/)
            for (const value of valuesOf(submitted)) if (value.length > 5 && /[ A-Z0-9]/.test(value)) expect(detail).not.toContain(value)
          }
        },
      ),
      { numRuns: 3_000 },
    )
    expect(judged).toBeGreaterThan(100)
  })
})
