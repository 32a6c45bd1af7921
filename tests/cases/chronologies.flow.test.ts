import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { runChronologies } from './chronology.ts'

describe('the demo chronologies, through the whole system', () => {
  it('show every reader of expected/ exactly the events that are theirs to see', async () => {
    const results = await runChronologies(join(import.meta.dirname, '..', '..', 'demo'))
    expect(results.filter((result) => !result.passed)).toEqual([])
    expect(results).toHaveLength(25)
  }, 180_000)
})
