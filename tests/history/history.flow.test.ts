import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Parts } from '../../commands/parts.ts'
import { policyOf } from '../../commands/policy.ts'
import { replay } from '../../gateway/audit/replay/replay.ts'
import { loadRecords } from '../../schemas/index.ts'
import { temporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts'
import { openedReads, sawUpTo } from '../gateway/audit/replay/closed-folder.ts'
import { createFolds } from './folds.ts'
import { planOf } from './plan.ts'
import { movableClock, openHistoryParts } from './world.ts'
import { writeHistory, type WrittenHistory } from './write-history.ts'

const PLAN = planOf({ seed: 1, reads: 400, control: 60, releases: 3 })

describe('a made-up history', () => {
  let folder: TemporaryFolder
  let written: WrittenHistory
  let parts: Parts
  beforeAll(async () => {
    folder = temporaryFolder()
    written = await writeHistory(join(folder.path, 'data'), PLAN, () => undefined)
    parts = await openHistoryParts(join(folder.path, 'data'), movableClock(Date.parse(written.ended)))
  }, 240_000)
  afterAll(async () => {
    await parts.close()
    folder.remove()
  })

  it('has reads that were permitted and reads that were refused, while people, agencies and releases changed', () => {
    expect(written).toMatchObject({ reads: PLAN.reads, cases: PLAN.cases })
    expect(written.control).toBeGreaterThan(PLAN.control)
    expect(written.outcomes.permit).toBeGreaterThan(PLAN.reads / 4)
    expect(Object.keys(written.outcomes)).toEqual(expect.arrayContaining(['deny_role_purpose', 'not_found', 'permit']))
  })

  it('is of reads that were right: run again, each matches', async () => {
    expect(await replay({ ...parts, records: loadRecords(), policyOf }, {})).toEqual({ counts: { match: PLAN.reads }, findings: [] })
  }, 240_000)

  it('shows a read nothing that came later, however early it is said to have happened', async () => {
    const folds = createFolds(parts)
    await folds.take()
    let [late, withheld] = [0, 0]
    for (const read of await openedReads(parts)) {
      const { request, decision } = read.opened
      if (typeof request === 'string' || typeof decision === 'string') throw new Error('A record that does not open.')
      for (const [at, caseLog] of request.cases.entries()) {
        const version = sawUpTo(read, 'links', caseLog)
        const events = folds.eventsOf(caseLog)
        const shown = new Set(decision.events.filter(([log]) => log === at).map(([, sequence]) => sequence))
        const newest = events.slice(0, version).reduce((day, { index }) => (index.occurred.from > day ? index.occurred.from : day), '')
        // They happened before what the read was decided over, and were published after it.
        const behind = events.slice(version).filter(({ index }) => index.occurred.from < newest)
        late += behind.length
        withheld += behind.filter(({ sequence }) => !shown.has(sequence)).length
        expect(Math.max(0, ...shown)).toBeLessThanOrEqual(version)
      }
    }
    expect([late > 0, withheld]).toEqual([true, late])
  }, 120_000)
})
