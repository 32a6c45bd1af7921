import { noticeGiven, noticeId, NOTIFIED, type NoticeState } from '../../core/case/notices.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import type { CaseEventWriter } from '../../infra/event-log/case-events.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import { loadSystemTypes, recordOf } from '../../schemas/index.ts'
import type { Candidate } from './candidate.ts'
import type { AssignedEvent, Assignments } from './assign-case.ts'

/** Notes in cases that an event waits that may be about their subject, and what became of it. */
export interface PossibleMatches {
  /** Of events that wait: where they may belong. After they are durable, so that nothing is noted of what is not there. */
  note(assignments: Assignments): Promise<void>
  /** Of events that waited and are linked: they wait no more. Before they are forgotten, so that a stop in between is made up for. */
  end(assigned: readonly AssignedEvent[]): Promise<void>
}

export interface PossibleMatchesDeps {
  readonly db: ReadStoreDb
  readonly write: CaseEventWriter
  readonly clock: Pick<Clock, 'now'>
  /** Most events of one sender that are noted in one case while they wait: more would be on the same line. Default 200. */
  readonly most?: number
}

/** An event that is to be noted in a case, or is. */
interface Note {
  readonly candidate: Candidate
  readonly caseLog: string
}

/** Notes of which this intake still knows that it gave them: the timeline, which is one batch behind, may not have the last of them. */
const REMEMBERED = 10_000

const targetOf = ({ event: { agency, system, id } }: Candidate) => ({ agency, system, event_id: id })
const idOf = ({ candidate, caseLog }: Note): string => noticeId(caseLog, targetOf(candidate), 'waits')
const senderIn = ({ candidate, caseLog }: Note): string => `${candidate.event.agency} ${caseLog}`

export function createPossibleMatches({ db, write, clock, most = 200 }: PossibleMatchesDeps): PossibleMatches {
  const schema = recordOf(loadSystemTypes(), NOTIFIED).fingerprint
  const given = new Set<string>()
  const waiting = new Map<string, number>()

  const remember = (notes: readonly Note[]): void => {
    for (const note of notes) given.add(idOf(note))
    for (const id of given) {
      if (given.size <= REMEMBERED) break
      given.delete(id)
    }
  }
  const writeAll = async (notes: readonly (Note & { readonly state: NoticeState })[]): Promise<void> => {
    if (notes.length === 0) return
    await write(
      notes.map(({ candidate, caseLog, state }) => {
        const at = new Date(state === 'waits' ? candidate.publishedAt : clock.now()).toISOString()
        return { index: noticeGiven({ caseLog, schema, at, target: targetOf(candidate), kind: 'possible_match', state }), parts: [] }
      }),
    )
  }
  /** Of notes, those that were given. */
  const known = async (notes: readonly Note[]): Promise<ReadonlySet<string>> => {
    const asked = notes.filter((note) => !given.has(idOf(note)))
    const rows =
      asked.length === 0
        ? []
        : await db
            .selectFrom('case_event')
            .select('event_id')
            .where('case_log', 'in', [...new Set(asked.map(({ caseLog }) => caseLog))])
            .where('type', '=', NOTIFIED)
            .where('event_id', 'in', asked.map(idOf))
            .execute()
    return new Set([...notes.map(idOf).filter((id) => given.has(id)), ...rows.map((row) => row.event_id)])
  }
  const count = (note: Note, more: number): void => {
    waiting.set(senderIn(note), Math.max(0, (waiting.get(senderIn(note)) ?? 0) + more))
  }

  return {
    async note({ possible, claims }) {
      if (possible.length === 0) return
      const linked = new Set(claims.map(({ candidate }) => candidate.event))
      const each = new Map(possible.filter(({ candidate }) => !linked.has(candidate.event)).map((note) => [idOf(note), note]))
      const before = await known([...each.values()])
      const fresh = [...each.values()].filter((note) => {
        if (before.has(idOf(note)) || (waiting.get(senderIn(note)) ?? 0) >= most) return false
        count(note, 1)
        return true
      })
      await writeAll(fresh.map((note) => ({ ...note, state: 'waits' as const })))
      remember(fresh)
    },
    async end(assigned) {
      const notes = assigned.flatMap(({ candidate, caseLog: linkedTo, pointed = [] }) =>
        pointed.map((caseLog) => ({ candidate, caseLog, state: caseLog === linkedTo ? ('in_force' as const) : ('ended' as const) })),
      )
      if (notes.length === 0) return
      const before = await known(notes)
      const over = notes.filter((note) => before.has(idOf(note)))
      await writeAll(over)
      for (const note of over) {
        given.delete(idOf(note))
        count(note, -1)
      }
    },
  }
}
