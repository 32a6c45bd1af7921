import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startService } from '../../commands/service.ts'
import { oneOf, seeded } from '../../producers/simulator/random.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { BEGINS, LASTS_MS } from './plan.ts'
import { madeUpStaff } from './staff.ts'
import { historyAgencies, movableClock, openHistoryParts } from './world.ts'

const NO_LIMIT = { perSecond: 1e9, burst: 1e9 }
const MINUTE_MS = 60_000
/** Requests at once, as from two browsers. */
const AT_ONCE = 2

/** Of what is asked, the part that is lists of cases, and the part that is timelines of cases in such a list. */
const LISTS = 0.15
const OWN_TIMELINES = 0.7

/** How many answers there were, by HTTP status. */
export type Answers = Readonly<Record<string, number>>

/** Reads lists and timelines of a written history through the service, over HTTP, as its people; resolves with the answers. */
export async function readThroughService(data: string, count: number, seed: number): Promise<Answers> {
  const random = seeded(seed + 11)
  const agencies = historyAgencies()
  // The bundled sign-in knows a person by one id.
  const staff = [...new Map(madeUpStaff(agencies).map((one) => [one.id, one])).values()]
  const people = temporaryFolder()
  writeFileSync(join(people.path, 'readers.json'), JSON.stringify(staff.map((one) => ({ ...one, name: 'Made Up' }))))
  writeFileSync(join(people.path, 'agencies.json'), JSON.stringify(agencies.map(({ agency, name }) => ({ agency, name }))))
  const clock = movableClock(BEGINS + LASTS_MS + MINUTE_MS)
  const parts = await openHistoryParts(data, clock)
  const answers = new Map<string, number>()
  try {
    const service = await startService(parts, {
      host: '127.0.0.1',
      port: 0,
      oidcIssuer: undefined,
      production: false,
      people: people.path,
      rateLimit: NO_LIMIT,
      publicLimit: NO_LIMIT,
    })
    const { policy, caseIds } = service.reads
    const cases = (await parts.store.db.selectFrom('case_log').select('case_log').orderBy('case_log').execute()).map((row) => row.case_log)
    const readers = staff.flatMap((reader) => {
      const purposes = policy.purposesOf(reader.role)
      return purposes.length === 0 ? [] : [{ reader, purpose: oneOf(random, purposes) }]
    })
    const get = async (reader: string, path: string): Promise<Response> => {
      const token = (await service.identity.issueToken?.({ as: reader })) ?? ''
      const answer = await fetch(`${service.origin}${path}`, { headers: { authorization: `Bearer ${token}` } })
      answers.set(String(answer.status), (answers.get(String(answer.status)) ?? 0) + 1)
      return answer
    }
    /** Cases that somebody was shown in a list of theirs. */
    const listed: { readonly reader: string; readonly purpose: string; readonly id: string }[] = []
    const readList = async (): Promise<void> => {
      const { reader, purpose } = oneOf(random, readers)
      const answer = await get(reader.id, `/v1/cases?purpose=${purpose}`)
      const body = (await answer.json()) as { readonly items?: readonly { readonly id: string }[] }
      for (const { id } of body.items ?? []) listed.push({ reader: reader.id, purpose, id })
    }
    const readTimeline = async ({ reader, purpose, id }: (typeof listed)[number]): Promise<void> => {
      const answer = await get(reader, `/v1/cases/${id}/timeline?purpose=${purpose}`)
      await answer.arrayBuffer()
    }
    /** A list; a timeline out of somebody's list; or one that nobody has told them of. */
    const read = async (): Promise<void> => {
      const kind = random()
      if (kind < LISTS || listed.length === 0) return readList()
      if (kind < LISTS + OWN_TIMELINES) return readTimeline(oneOf(random, listed))
      const { reader, purpose } = oneOf(random, readers)
      return readTimeline({ reader: reader.id, purpose, id: caseIds.outside(reader.agency, oneOf(random, cases)) })
    }
    for (let done = 0; done < count; done += AT_ONCE) {
      clock.moveTo(clock.now() + MINUTE_MS)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - done) }, read))
    }
    await service.stop()
  } finally {
    await parts.close()
    people.remove()
  }
  return Object.fromEntries([...answers].sort())
}
