import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import { fact } from '../../../core/case/index-part.ts'
import { insertMany } from '../../../infra/read-store/insert-many.ts'
import type { ReadStore } from '../../../infra/read-store/port.ts'
import type { Candidate } from '../../../consumers/intake/candidate.ts'
import { NOTHING_ASSIGNED } from '../../../consumers/intake/assign-case.ts'
import { createPossibleMatches } from '../../../consumers/intake/possible-matches.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { fixtureClock } from '../../fixtures/clock.ts'
import { caseLogNamed } from '../../fixtures/ids.ts'
import { openTestStore } from '../../fixtures/read-store.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { incident } from './events.ts'

const CASE = caseLogNamed('a4f0c1de-0000-4000-8000-0000000000c1')
const OTHER = caseLogNamed('a4f0c1de-0000-4000-8000-0000000000c2')

describe("notes of events that wait and may be a case's", () => {
  const folder = temporaryFolder()
  let store: ReadStore
  beforeAll(async () => {
    store = await openTestStore(folder.path)
  }, 120_000)
  afterAll(async () => {
    await store.close()
    folder.remove()
  })

  const waits = (name: string, agency = 'westmere-gp'): Candidate =>
    ({ event: incident(name, { agency }), publishedAt: 0, waited: false }) as unknown as Candidate
  /** An intake that keeps what it writes, each write with what was in it. */
  const intake = () => {
    const writes: (readonly string[])[] = []
    const records: CaseEventRecord[] = []
    const from = fixtureClock()
    let later = 0
    const matches = createPossibleMatches({
      db: store.db,
      clock: { now: () => from.now() + later },
      most: 3,
      write: async (written) => {
        records.push(...written)
        writes.push(
          written.map(
            ({ index }) =>
              `${index.case_log === CASE ? 'case' : 'other'} ${fact(index, 'target_agency').join()} ${fact(index, 'kind').join()} ${fact(index, 'state').join()}`,
          ),
        )
        return []
      },
    })
    const note = (...candidates: readonly Candidate[]) =>
      matches.note({ ...NOTHING_ASSIGNED, possible: candidates.map((candidate) => ({ candidate, caseLog: CASE })) })
    const link = (candidate: Candidate, caseLog: CaseLogId, still: readonly string[] = []) =>
      matches.end({
        ...NOTHING_ASSIGNED,
        assigned: [
          { candidate: { ...candidate, waited: true }, caseLog, people: [], mentions: [], candidates: new Map(), pointed: [CASE, OTHER] },
        ],
        alike: still.map((of) => ({ candidate, caseLog: caseLogNamed(of) })),
      })
    const wait = (ms: number): void => {
      later += ms
    }
    return { writes, records, matches, note, link, wait }
  }
  const NOTE = 'case westmere-gp possible_match waits'

  it('are given once, those of a batch together; of one sender so many, of each', async () => {
    const { writes, note } = intake()
    const [first, second, third, fourth] = ['1', '2', '3', '4'].map((name) => waits(`many ${name}`))
    if (first === undefined || second === undefined || third === undefined || fourth === undefined) throw new Error('There are four.')
    await note(first, second, first)
    await note(first, second)
    await note(third, fourth, waits("another's", 'westmere-idva'))
    expect(writes).toEqual([
      [NOTE, NOTE],
      [NOTE, 'case westmere-idva possible_match waits'],
    ])
  })

  it('are given again a day after a sender has filled its line: nobody keeps a line full for ever', async () => {
    const { writes, note, wait } = intake()
    await note(...['1', '2', '3', '4'].map((name) => waits(`full ${name}`)))
    wait(23 * 3_600_000)
    await note(waits('the same day'))
    expect(writes).toEqual([[NOTE, NOTE, NOTE]])
    wait(3_600_000)
    await note(waits('the day after'))
    expect(writes).toEqual([[NOTE, NOTE, NOTE], [NOTE]])
  })

  it('end where they were given, as the event goes there or elsewhere, and make room for others', async () => {
    const { writes, note, link } = intake()
    const [first, second, third, fourth] = ['1', '2', '3', '4'].map((name) => waits(`ends ${name}`))
    if (first === undefined || second === undefined || third === undefined || fourth === undefined) throw new Error('There are four.')
    await note(first, second, third)
    await link(first, CASE)
    await link(second, OTHER)
    await link(waits('never noted'), CASE)
    await note(fourth)
    expect(writes.slice(1)).toEqual([['case westmere-gp possible_match in_force'], ['case westmere-gp possible_match ended'], [NOTE]])
  })

  it('stay where the event may still belong, once it is in another case; and are given of what waited for nothing', async () => {
    const { writes, matches, note, link } = intake()
    const [first, second] = ['1', '2'].map((name) => waits(`stays ${name}`))
    if (first === undefined || second === undefined) throw new Error('There are two.')
    await note(first)
    await link(first, OTHER, [CASE])
    await matches.note({ ...NOTHING_ASSIGNED, alike: [first, second].map((candidate) => ({ candidate, caseLog: CASE })) })
    expect(writes).toEqual([[NOTE], [NOTE]])
  })

  it('are known to the next intake, from the timeline: it gives none again, and ends them', async () => {
    const [before, next] = [intake(), intake()]
    const candidate = waits('over a stop')
    await before.note(candidate)
    await insertMany(
      store.db,
      'case_event',
      before.records.map(({ index }, at) => ({
        case_log: index.case_log,
        sequence: at + 1,
        agency: index.agency,
        system: index.system,
        event_id: index.event_id,
        type: index.type,
        record_schema: '',
        index_part: Buffer.alloc(0),
        part_hashes: Buffer.alloc(0),
        chain: Buffer.alloc(32),
        warnings: '[]',
      })),
    )
    await next.note(candidate)
    await next.link(candidate, CASE)
    expect(next.writes).toEqual([['case westmere-gp possible_match in_force']])
  })
})
