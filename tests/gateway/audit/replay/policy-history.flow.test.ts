import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { currentReleaseFiles } from '../../../../policy/release/files.ts'
import type { ReleaseFiles } from '../../../../policy/release/load.ts'
import { readTimeline } from '../../../../gateway/read/timeline.ts'
import type { Policy } from '../../../../policy/policy.ts'
import type { Decision } from '../../../../policy/decide/decision.ts'
import { loadCatalogue } from '../../../../schemas/index.ts'
import { demoReaders, loadDemoWorld, type DemoWorld } from '../../../fixtures/demo-world.ts'
import { inForce } from '../../../fixtures/released-policy.ts'
import { inspect } from './inspect.ts'
import { readSome } from './reads.ts'

const current = currentReleaseFiles(loadCatalogue())
const changed = (path: string, change: (text: string) => string): ReleaseFiles => {
  const text = current.get(path)
  if (text === undefined) throw new Error('no such file')
  return new Map(current).set(path, change(text))
}

/** A comment more; and a coordinator who sees no whereabouts at all. */
const COMMENTED = changed('cedar/request/30-link.cedar', (text) => `// Looked at again.\n${text}`)
const STRICTER = changed('tables/roles.json', (text) => text.replace('"caps": {"VIC_LOC": "R"}', '"caps": {"VIC_LOC": "W"}'))

describe('reads under one policy release after the other', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await loadDemoWorld()
  }, 180_000)
  afterAll(async () => {
    await world.close()
  })

  const timeline = async (): Promise<string> => {
    const id = await world.caseId('KESTREL', 'norshire-marac')
    return (await world.get(`/v1/cases/${id}/timeline?purpose=marac_risk_management`, 'norshire-coordinator')).text()
  }
  const readUnder = async (policy: Policy): Promise<string> => {
    const { reads } = world.service
    const reader = demoReaders.find(({ id }) => id === 'norshire-coordinator')
    if (reader === undefined) throw new Error('not in readers.json')
    const caseId = await world.caseId('KESTREL', reader.agency)
    const read = await readTimeline(
      { ...reads, policy },
      { reader: { ...reader, kind: 'reader' }, caseId, query: { purpose: 'marac_risk_management', limit: 100 }, order: 'oldest' },
    )
    if (!read.ok) throw new Error(read.problem)
    return read.record
  }

  it('each run again under its own release: all match', async () => {
    const seen: string[] = []
    for (const files of [current, COMMENTED, STRICTER, current]) {
      await inForce(world, files)
      await readSome(world)
      seen.push(await timeline())
    }
    expect([seen[1] === seen[0], seen[2] === seen[0], seen[3] === seen[0]]).toEqual([true, false, true])
    expect(await inspect(world)).toMatchObject({ findings: [], store: [], counts: { match: 4 * 17 } })
  }, 120_000)

  it('a record that names a release which was never in force is said to', async () => {
    const record = await readUnder({ ...world.service.reads.policy, hash: 'ff'.repeat(32) })
    const found = await inspect(world)
    expect(found.findings.map((finding) => [finding.outcome, finding.record])).toEqual([['policy-drift', record]])
  })

  it('a record of another engine is said to be, and what a wrong decision released is named', async () => {
    const { policy } = world.service.reads
    const engine = await readUnder({ ...policy, engine: policy.engine + 1 })
    const readAs = (change: (events: Decision['events']) => Decision['events']): Promise<string> => {
      const decide: Policy['decide'] = (input) => {
        const { outcome, events } = policy.decide(input)
        return { outcome, events: change(events) }
      }
      return readUnder({
        ...policy,
        decide,
        *decisionSteps(input) {
          yield
          return decide(input)
        },
      })
    }
    const more = await readAs((events) =>
      events.map((event) => ({ ...event, parts: event.parts.map((part) => ({ ...part, form: 'plain' as const })) })),
    )
    const less = await readAs((events) => events.slice(2))
    const finer = await readAs((events) => events.map((event) => ({ ...event, publisher: 'named' as const, dates: 'exact' as const })))
    const { findings } = await inspect(world)
    const outcomeOf = (record: string) => findings.find((finding) => finding.record === record)?.outcome
    expect([outcomeOf(engine), outcomeOf(more), outcomeOf(less), outcomeOf(finer)]).toEqual([
      'policy-missing',
      'over-release',
      'under-release',
      'over-release',
    ])
  })
})
