import { describe, expect, it } from '@jest/globals'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { decide } from '../../policy/decide/decide.ts'
import { release } from './case-builder.ts'
import { readChronology } from './chronology.ts'

const folder = join(import.meta.dirname, '../../demo')
const names = readdirSync(join(folder, 'expected'))
  .map((file) => file.replace('.json', ''))
  .sort()

describe.each(names)('the chronology %s', (name) => {
  const chronology = readChronology(folder, name)

  it.each(Object.keys(chronology.expected.views))('shows %s what it should', (view) => {
    const decision = decide(release, chronology.inputOf(view))
    const expected = chronology.expected.views[view]
    const numbers = (effect: string): readonly number[] =>
      decision.events
        .filter((event) => event.effect === effect)
        .map(({ sequence }) => chronology.numberOf(sequence))
        .sort((a, b) => a - b)
    expect(decision.outcome).toBe('permit')
    expect({ full: numbers('shown'), redacted: numbers('reduced') }).toEqual({ full: expected?.full, redacted: expected?.redacted })
  })
})
