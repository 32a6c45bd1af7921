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

/** How many answers there were, by HTTP status. */
export type Answers = Readonly<Record<string, number>>

/** Reads timelines of a written history through the service, over HTTP, as its people; resolves with the answers. */
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
    const read = async (): Promise<void> => {
      const reader = oneOf(random, staff)
      const purposes = policy.purposesOf(reader.role)
      if (purposes.length === 0) return
      const id = caseIds.outside(reader.agency, oneOf(random, cases))
      const token = (await service.identity.issueToken?.({ as: reader.id })) ?? ''
      const answer = await fetch(`${service.origin}/v1/cases/${id}/timeline?purpose=${oneOf(random, purposes)}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      await answer.arrayBuffer()
      answers.set(String(answer.status), (answers.get(String(answer.status)) ?? 0) + 1)
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
