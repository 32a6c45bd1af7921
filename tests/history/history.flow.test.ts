import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Parts } from '../../commands/parts.ts'
import { policyOf } from '../../commands/policy.ts'
import { replay } from '../../gateway/audit/replay/replay.ts'
import { loadRecords } from '../../schemas/index.ts'
import { temporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts'
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
})
