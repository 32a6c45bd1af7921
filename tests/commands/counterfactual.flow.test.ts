import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { makeCounterfactual, type CounterfactualMade } from '../../commands/counterfactual.ts'
import { controlNow } from '../../commands/control-now.ts'
import { approvePolicy, proposePolicy } from '../../commands/policy-release.ts'
import { createAccessLog } from '../../gateway/audit/access-log.ts'
import { reportHash, summaryOf } from '../../gateway/audit/counterfactual/report.ts'
import { controlLogEntry } from '../../core/control/fold-log.ts'
import { CONTROL_EVENTS } from '../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import { currentReleaseFiles } from '../../policy/release/files.ts'
import { releaseHash, type ReleaseFiles } from '../../policy/release/load.ts'
import { loadCatalogue } from '../../schemas/index.ts'
import { loadDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'
import { ADMIN, OFFICER, REASON } from '../fixtures/released-policy.ts'
import { readSome } from '../gateway/audit/replay/reads.ts'
import { changed } from '../history/releases.ts'

const SHIPPED = currentReleaseFiles(loadCatalogue())
/** A coordinator sees no whereabouts at all. */
const STRICTER = changed(SHIPPED, {
  path: 'tables/roles.json',
  from: '"service_mapping"], "caps": {"VIC_LOC": "R"}',
  to: '"service_mapping"], "caps": {"VIC_LOC": "W"}',
})
/** Looked at again, and otherwise the same. */
const COMMENTED = changed(SHIPPED, {
  path: 'cedar/request/30-link.cedar',
  from: '// Allocated worker.',
  to: '// A worker who is allocated.',
})

describe('a release with what it would have changed in recorded reads', () => {
  let world: DemoWorld
  let stricter: CounterfactualMade
  const ask = (policy: ReleaseFiles | string): Promise<CounterfactualMade> =>
    makeCounterfactual(world.parts, { policy, range: {}, against: 'in-force' })
  const propose = (files: ReleaseFiles, counterfactual: string, withoutReason = ''): Promise<string> =>
    proposePolicy(world.parts, OFFICER, { files, reason: REASON, held: { counterfactual, withoutReason } })
  beforeAll(async () => {
    world = await loadDemoWorld()
    await readSome(world)
    stricter = await ask(STRICTER)
  }, 240_000)
  afterAll(async () => {
    await world.close()
  })

  it('says how many items fewer a coordinator would have got, and is on record before anybody sees it', async () => {
    const { report, record } = stricter
    expect(summaryOf(report)).toMatchObject({ refused: 0, allowed: 0, gained: 0, newlyVisible: 0 })
    expect(summaryOf(report).lost).toBeGreaterThan(0)
    expect([...new Set(report.changes.map(({ role }) => role))]).toEqual(['marac_coordinator'])
    const entry = await createAccessLog(world.parts.log, createRecordCodec(world.parts.registry)).find(record)
    expect(entry?.record).toMatchObject({ action: 'audit-counterfactual', outcome: 'permit', agency: '' })
  })

  it('is refused without a report and without a reason why there is none', async () => {
    await expect(propose(STRICTER, '')).rejects.toThrow('Give --counterfactual')
    await expect(propose(STRICTER, '', 'No time.')).rejects.toThrow('40 characters or more')
    await expect(propose(STRICTER, reportHash(stricter.report), 'x'.repeat(40))).rejects.toThrow('not both')
  })

  it('is refused with a report that was never made here, or is of other files', async () => {
    await expect(propose(STRICTER, 'ab'.repeat(32))).rejects.toThrow('No counterfactual report of this hash is on record')
    await expect(propose(COMMENTED, reportHash(stricter.report))).rejects.toThrow('of other files')
  })

  it('is in force when another person approves the files and the report, and both are in the control log', async () => {
    const counterfactual = reportHash(stricter.report)
    const hash = await propose(STRICTER, counterfactual)
    expect(reportHash((await ask(hash)).report)).not.toBe('')
    await expect(approvePolicy(world.parts, ADMIN, { hash, counterfactual: '' })).rejects.toThrow(/Look at it[^]+held against it/)
    await expect(approvePolicy(world.parts, ADMIN, { hash, counterfactual: 'ab'.repeat(32) })).rejects.toThrow('Look at it')
    await approvePolicy(world.parts, ADMIN, { hash, counterfactual })
    expect((await controlNow(world.parts.store)).policy?.hash).toBe(releaseHash(STRICTER))
    const { log, registry } = world.parts
    const [range] = await log.ranges(CONTROL_EVENTS)
    const [last] = await log.read(CONTROL_EVENTS, 0, (range?.end ?? 1) - 1, 1)
    const decoded = await createRecordCodec(registry).decode(last?.value ?? Buffer.alloc(0))
    expect(decoded.ok ? controlLogEntry(decoded.value)?.value : undefined).toMatchObject({ hash, counterfactual })
  }, 120_000)

  it('does not stand on a report that was held against a release no longer in force', async () => {
    await expect(propose(SHIPPED, reportHash(stricter.report))).rejects.toThrow('of other files')
    const back = await ask(SHIPPED)
    expect(summaryOf(back.report).gained).toBe(summaryOf(stricter.report).lost)
  }, 120_000)
})
