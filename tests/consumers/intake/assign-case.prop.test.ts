import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { emptyIndex, IN_NO_CASE, learnEvent } from '../../../core/linking/link-index.ts'
import { contentDigest } from '../../../core/linking/digest.ts'
import { evidenceOf } from '../../../core/linking/evidence.ts'
import { referredEvents } from '../../../core/linking/references.ts'
import type { Candidate, Judged } from '../../../consumers/intake/candidate.ts'
import { createAssigner } from '../../../consumers/intake/assign-case.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { schemaFor } from '../../fixtures/case-records.ts'
import { countedIds } from '../../fixtures/ids.ts'
import { demoAgencies } from './harness.ts'

const secret = Buffer.alloc(32, 7)
const areas = new Map(demoAgencies.map((agency) => [agency.agency, agency.areas]))

const candidateOf = (event: AgencyEvent, offset: number): Candidate => {
  const schema = schemaFor(event)
  return {
    inbox: { topic: `agency.${event.agency}.events`, partition: 0, offset },
    publishedAt: 0,
    schema,
    event,
    wire: Buffer.alloc(0),
    fingerprint: '',
    held: [],
    warnings: [],
    forAll: false,
    waited: false,
    states: null,
    publisher: { kind: 'police', areas: [] },
    evidence: evidenceOf(secret, schema, event, areas.get(event.agency) ?? []),
    digest: contentDigest(secret, event),
  }
}

/** Assigns events as one batch, with nothing in the store but what `index` has. Which share a case, and which wait. */
async function assign(events: readonly AgencyEvent[], index = emptyIndex()) {
  const ids = countedIds()
  const knowledge = {
    index,
    load: async () => undefined,
    loadStatements: async () => undefined,
    loadAlike: async () => undefined,
    loadWaysOfPeople: async () => undefined,
    awaited: () => false,
  }
  const assigner = createAssigner({
    epoch: 1,
    knowledge,
    ids,
    secret: Buffer.alloc(32, 1),
    waitingFor: async () => [],
  })
  const judged = events.map((event, offset): Judged => ({ kind: 'candidate', candidate: candidateOf(event, offset) }))
  const { assigned, waiting, claims } = await assigner.assign(judged)
  const groups = new Map<string, string[]>()
  for (const { candidate, caseLog } of assigned)
    groups.set(caseLog, [...(groups.get(caseLog) ?? []), candidate.event.data.agency_record_ref])
  return {
    cases: [...groups.values()].map((group) => group.sort().join(' ')).sort(),
    waiting: waiting.map(({ candidate }) => candidate.event.data.agency_record_ref).sort(),
    claims: claims.length,
  }
}

const story = ['kestrel', 'linnet', 'single-events']
  .flatMap(demoEvents)
  .filter((event) => referredEvents(schemaFor(event), event.data).length === 0)

describe('the demo events that refer to nothing', () => {
  it('make the same cases in whatever order they arrive', async () => {
    const expected = await assign(story)
    expect(expected.cases).toHaveLength(3)
    expect(expected.waiting).toEqual(['FIX-15'])
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...story], { minLength: story.length, maxLength: story.length }), async (shuffled) => {
        expect(await assign(shuffled)).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  it('make the same cases when some come twice', async () => {
    const expected = await assign(story)
    await fc.assert(
      fc.asyncProperty(fc.subarray([...story]), async (again) => {
        expect(await assign([...story, ...again])).toEqual(expected)
      }),
      { numRuns: 20 },
    )
  })
})

describe('an event that people took out of its case', () => {
  it('goes to no case log when it comes once more after a stop', async () => {
    const [event] = story
    if (event === undefined) throw new Error('There is no event.')
    const { agency, system, id: eventId, type } = event
    const { digest, inbox } = candidateOf(event, 0)
    const index = emptyIndex()
    learnEvent(index, { agency, system, eventId, type, digest, inbox, caseLog: IN_NO_CASE, people: [] })
    expect(await assign([event], index)).toEqual({ cases: [], waiting: [], claims: 0 })
  })
})
