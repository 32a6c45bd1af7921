import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { runChronologies } from '../cases/chronology.ts'
import { openDistributedColumn } from '../fixtures/distributed-column.ts'

describe('the demo chronologies, through Kafka, the registry and PostgreSQL', () => {
  it('show every reader of expected/ exactly the events that are theirs to see', async () => {
    const results = await runChronologies(join(import.meta.dirname, '..', '..', 'demo'), openDistributedColumn)
    expect(results.filter((result) => !result.passed)).toEqual([])
    expect(results).toHaveLength(25)
  }, 600_000)
})
