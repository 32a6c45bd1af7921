import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Parts } from '../../../../commands/parts.ts'
import { policyOf } from '../../../../commands/policy.ts'
import { counterfactual, type AskedCounterfactual } from '../../../../gateway/audit/counterfactual/counterfactual.ts'
import { isEmpty, newlyVisible, reportHash, summaryOf, type CounterfactualReport } from '../../../../gateway/audit/counterfactual/report.ts'
import { createPolicy } from '../../../../policy/policy.ts'
import { loadRelease, type Release, type ReleaseFiles } from '../../../../policy/release/load.ts'
import { loadRecords } from '../../../../schemas/index.ts'
import { temporaryFolder, type TemporaryFolder } from '../../../fixtures/temporary-folder.ts'
import { planOf } from '../../../history/plan.ts'
import { changed, madeUpReleases } from '../../../history/releases.ts'
import { movableClock, openHistoryParts } from '../../../history/world.ts'
import { writeHistory, type WrittenHistory } from '../../../history/write-history.ts'
import { plainCount } from './plain-count.ts'

const PLAN = planOf({ seed: 2, reads: 200, control: 40, releases: 3 })
const IN_FORCE = madeUpReleases(PLAN.releases).at(-1) ?? new Map<string, string>()

/** The release in force without one policy, found by its @id. */
function without(path: string, id: string): ReleaseFiles {
  const text = IN_FORCE.get(path) ?? ''
  const policy = text.split(/(?=^@id)/m).find((one) => one.startsWith(`@id("${id}")`)) ?? id
  return changed(IN_FORCE, { path, from: policy, to: '' })
}

const changes = (counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(counts).filter(([name]) => {
      const [from, to] = (name.split(' ').at(-1) ?? '').split('>')
      return from !== to
    }),
  )

describe('what recorded reads come to under another release', () => {
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

  const run = (candidate: Release, baseline: Release | undefined): Promise<CounterfactualReport> => {
    const asked: AskedCounterfactual = {
      candidate: createPolicy(candidate),
      baseline: baseline && createPolicy(baseline),
      range: { to: written.ended },
    }
    return counterfactual({ ...parts, records: loadRecords(), policyOf }, asked)
  }

  it('is nothing else under the release in force', async () => {
    const report = await run(loadRelease(IN_FORCE), loadRelease(IN_FORCE))
    expect(isEmpty(report)).toBe(true)
    expect(report).toMatchObject({ records: PLAN.reads, compared: PLAN.reads, not_compared: {}, newly_visible: {} })
    expect(changes(report.items)).toEqual({})
  }, 240_000)

  it.each([
    ['links of people whose agency is at the meeting', 'cedar/request/30-link.cedar', 'link.listed'],
    ['what limits a role to types of events', 'cedar/event/50-role-types.cedar', 'role-types.limited'],
    ['what a role gets of a class at most', 'cedar/class/72-cap.cedar', 'cap.withhold'],
  ])(
    'without one policy is the difference that a second count finds: %s',
    async (_, path, id) => {
      const [base, candidate] = [loadRelease(IN_FORCE), loadRelease(without(path, id))]
      const report = await run(candidate, base)
      const counted = await plainCount(parts, base, candidate)
      expect(isEmpty(report)).toBe(false)
      const { refused, allowed } = summaryOf(report)
      expect({ refused, allowed, items: changes(report.items), parts: changes(report.parts) }).toEqual(counted)
    },
    240_000,
  )

  it('has the same bytes when it is made again', async () => {
    const candidate = loadRelease(without('cedar/event/50-role-types.cedar', 'role-types.limited'))
    expect(reportHash(await run(candidate, undefined))).toBe(reportHash(await run(candidate, undefined)))
  }, 240_000)

  it('names what becomes visible to who faces the perpetrator, by role', async () => {
    const report = await run(loadRelease(without('cedar/event/50-role-types.cedar', 'role-types.limited')), loadRelease(IN_FORCE))
    expect(Object.keys(report.newly_visible)).toEqual(['programme_facilitator'])
    expect(newlyVisible(report)).toBeGreaterThan(0)
  }, 240_000)
})
