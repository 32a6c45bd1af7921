import { NOTIFIED, noticeId } from '../../core/case/notices.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { Candidate } from './candidate.ts'
import type { Notify } from './decide/notify.ts'
import type { Placed, Placement } from './place.ts'

/** Notes in cases that an event waits that may be about their subject, and what became of it. */
export interface PossibleMatches {
  /** Of events that wait: where they may belong. After they are durable, so that nothing is noted of what is not there. */
  note(placement: Placement): Promise<void>
  /** Of events that waited and are linked: they wait no more. Before they are forgotten, so that a stop in between is made up for. */
  end(placed: readonly Placed[]): Promise<void>
}

const KIND = 'possible_match'
const nameOf = ({ event: { agency, system, id } }: Candidate): string => [agency, system, id].join('/')

export function createPossibleMatches({ db, notify }: { readonly db: ReadStoreDb, readonly notify: Notify }): PossibleMatches {
  /** What this intake noted: the timeline may not have it yet. */
  const noted = new Map<string, Set<string>>()

  /** Of the cases that an event that waited points to, those in which it is noted. */
  const notedIn = async ({ candidate, pointed = [] }: Placed): Promise<ReadonlySet<string>> => {
    const { agency, system, id } = candidate.event
    const own = noted.get(nameOf(candidate)) ?? new Set<string>()
    const ids = pointed.map((caseLog) => noticeId(caseLog, { agency, system, event_id: id }, 'waits'))
    if (ids.length === 0) return own
    const rows = await db.selectFrom('case_event').select('case_log').where('case_log', 'in', pointed).where('type', '=', NOTIFIED).where('event_id', 'in', ids).execute()
    return new Set([...own, ...rows.map((row) => row.case_log)])
  }

  return {
    async note({ possible, claims }) {
      const linked = new Set(claims.map(({ candidate }) => nameOf(candidate)))
      for (const { candidate, caseLog } of possible) {
        if (linked.has(nameOf(candidate)) || noted.get(nameOf(candidate))?.has(caseLog) === true) continue
        await notify(candidate, { caseLogs: [caseLog], kind: KIND, state: 'waits' })
        noted.set(nameOf(candidate), (noted.get(nameOf(candidate)) ?? new Set()).add(caseLog))
      }
    },
    async end(placed) {
      for (const one of placed) {
        if (!one.candidate.waited && !noted.has(nameOf(one.candidate))) continue
        for (const caseLog of await notedIn(one)) await notify(one.candidate, { caseLogs: [caseLog], kind: KIND, state: caseLog === one.caseLog ? 'in_force' : 'ended' })
        noted.delete(nameOf(one.candidate))
      }
    },
  }
}
