import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { loadCatalogue } from '../../../schemas/index.ts'
import { createEventChecker } from '../../../schemas/codec/check.ts'
import { createEventForms } from '../../../schemas/codec/avro-form.ts'
import { parseJson } from '../../../schemas/codec/json.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import { demoEvents } from './demo.ts'
import { mutation, valuesOf } from './mutate.ts'

const catalogue = loadCatalogue()
const check = createEventChecker(catalogue)
const forms = createEventForms(catalogue)
const demo = demoEvents()

/** Errors that Avro's own check cannot see. It also takes names that every object inherits for declared fields. */
const beyondAvro = new Set(['G05', 'wrong-format', 'lone-surrogate'])
const seenByAvro = ({ code, pointer }: FieldError): boolean => !beyondAvro.has(code) && !/\/(toString|__proto__)$/.test(pointer)

const echoes = (errors: readonly FieldError[], input: unknown): boolean => {
  const told = new Set(errors.flatMap((error) => [error.detail, ...error.pointer.split('/')]))
  return [...valuesOf(input)].some((value) => value.length > 3 && [...told].some((text) => text.includes(value)))
}

describe('the check of events', () => {
  it('answers every mutation of a demo event with pointers and codes, and never crashes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...demo), fc.array(mutation, { minLength: 1, maxLength: 4 }), (event, mutations) => {
        const input = mutations.reduce<unknown>((value, mutate) => mutate(value), event)
        const result = check(input)
        if (result.ok) return
        expect(result.errors.length).toBeGreaterThan(0)
        for (const error of result.errors) {
          expect(error.pointer).toMatch(/^(\/[A-Za-z0-9_]{1,64})*$/)
          expect(error.code).toMatch(/^(G0[1345]|wrong-type|wrong-format|lone-surrogate|reserved-key)$/)
          expect(error.detail).toMatch(/\.$/)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('never tells a submitted value', () => {
    const marked = fc.string({ minLength: 6 }).map((text) => `PLANTED ${text}`)
    fc.assert(
      fc.property(fc.constantFrom(...demo), mutation, marked, fc.nat(), (event, mutate, text, at) => {
        const details = event.data.details
        const names = Object.keys(details)
        const input = mutate({
          ...event,
          data: { ...event.data, details: { ...details, [names[at % names.length] ?? '']: text, [text]: text } },
        })
        const result = check(input)
        if (!result.ok) expect(echoes(result.errors, [text])).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })

  it('never crashes on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        check(value)
      }),
      { numRuns: 1_000 },
    )
  })

  it('accepts only what avsc accepts, and refuses by type, missing and unknown fields only what avsc refuses', () => {
    fc.assert(
      fc.property(fc.constantFrom(...demo), fc.array(mutation, { minLength: 1, maxLength: 2 }), (event, mutations) => {
        const data = mutations.reduce<unknown>((value, mutate) => mutate(value), event.data)
        const result = check({ ...event, data })
        const avro = catalogue.types.get(event.type)?.avro
        const isAvro = (value: unknown): boolean | undefined => avro?.isValid(value, { noUndeclaredFields: true })
        if (result.ok) expect(isAvro(forms.toAvro(result.value))).toBe(true)
        else if (result.errors.some(seenByAvro)) expect(isAvro(data)).toBe(false)
      }),
      { numRuns: 3_000 },
    )
  })
})

describe('strict JSON', () => {
  it('gives what JSON.parse gives, for every JSON value that is not refused', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const text = JSON.stringify(value)
        const result = parseJson(new TextEncoder().encode(text))
        if (result.ok) expect(result.value).toEqual(JSON.parse(text))
        else expect(result.errors.every((error) => error.code === 'reserved-key')).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('never crashes on any bytes, nor on any change of a demo event', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        parseJson(bytes)
      }),
      { numRuns: 1_000 },
    )
    const texts = demo.map((event) => Buffer.from(JSON.stringify(event)))
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(255), (text, at, byte) => {
        const bytes = Buffer.from(text)
        bytes[at % bytes.length] = byte
        parseJson(bytes)
      }),
      { numRuns: 3_000 },
    )
  })
})
