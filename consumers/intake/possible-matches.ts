import { noticeGiven, noticeId, NOTIFIED, type NoticeState } from '../../core/case/notices.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import type { CaseEventWriter } from '../../infra/event-log/case-events.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import { loadSystemTypes, recordOf } from '../../schemas/index.ts'
import type { Candidate } from './candidate.ts'
import type { Assignments, PossibleMatch } from './assign-case.ts'

/** Notes in cases that an event waits, or is in another case, that may be about their subject, and what became of it. */
export interface PossibleMatches {
  /** Of events that wait, or are in a case of their own: where they may belong. After they are durable, so that nothing is noted of what is not there. */
  note(assignments: Pick<Assignments, 'possible' | 'alike'>): Promise<void>
  /** Of events that waited and are linked: they wait no more. Before they are forgotten, so that a stop in between is made up for. */
  end(assignments: Pick<Assignments, 'assigned' | 'alike'>): Promise<void>
}

export interface PossibleMatchesDeps {
  readonly db: ReadStoreDb
  readonly write: CaseEventWriter
  readonly clock: Pick<Clock, 'now'>
  /** Most events of one sender that are noted in one case within 24 hours: more would be on the same line. Default 200. */
  readonly most?: number
}

const DAY_MS = 86_400_000

/** Notes of which this intake still knows that it gave them: the timeline, which is one batch behind, may not have the last of them. */
const REMEMBERED = 10_000

const targetOf = ({ event: { agency, system, id } }: Candidate) => ({ agency, system, event_id: id })
const idOf = ({ candidate, caseLog }: PossibleMatch): string => noticeId(caseLog, targetOf(candidate), 'waits')
const senderIn = ({ candidate, caseLog }: PossibleMatch): string => `${candidate.event.agency} ${caseLog}`

export function createPossibleMatches({ db, write, clock, most = 200 }: PossibleMatchesDeps): PossibleMatches {
  const schema = recordOf(loadSystemTypes(), NOTIFIED).fingerprint
  const given = new Set<string>()
  /** How many of a sender are noted in a case since when (ms since the Unix epoch). INVARIANT: forgotten after a day, so that nobody can fill a sender's line once, and have nothing of theirs noted ever after. */
  const waiting = new Map<string, { readonly since: number; readonly count: number }>()

  const remember = (notes: readonly PossibleMatch[]): void => {
    for (const note of notes) given.add(idOf(note))
    for (const id of given) {
      if (given.size <= REMEMBERED) break
      given.delete(id)
    }
  }
  const writeAll = async (notes: readonly (PossibleMatch & { readonly state: NoticeState })[]): Promise<void> => {
    if (notes.length === 0) return
    await write(
      notes.map(({ candidate, caseLog, state }) => {
        const at = new Date(state === 'waits' ? candidate.publishedAt : clock.now()).toISOString()
        return { index: noticeGiven({ caseLog, schema, at, target: targetOf(candidate), kind: 'possible_match', state }), parts: [] }
      }),
    )
  }
  /** Of notes, those that were given. */
  const known = async (notes: readonly PossibleMatch[]): Promise<ReadonlySet<string>> => {
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
  const countOf = (note: PossibleMatch): number => waiting.get(senderIn(note))?.count ?? 0
  const count = (note: PossibleMatch, more: number): void => {
    const since = waiting.get(senderIn(note))?.since ?? clock.now()
    waiting.set(senderIn(note), { since, count: Math.max(0, countOf(note) + more) })
  }
  const forgetOld = (): void => {
    for (const [key, { since }] of waiting) if (clock.now() - since >= DAY_MS) waiting.delete(key)
  }

  return {
    async note({ possible, alike }) {
      if (possible.length + alike.length === 0) return
      const each = new Map([...possible, ...alike].map((note) => [idOf(note), note]))
      const before = await known([...each.values()])
      forgetOld()
      const fresh = [...each.values()].filter((note) => {
        if (before.has(idOf(note)) || countOf(note) >= most) return false
        count(note, 1)
        return true
      })
      await writeAll(fresh.map((note) => ({ ...note, state: 'waits' as const })))
      remember(fresh)
    },
    async end({ assigned, alike }) {
      const stays = new Set(alike.map(idOf))
      const ends = assigned.flatMap(({ candidate, caseLog: linkedTo, pointed = [] }) =>
        pointed.map((caseLog) => ({ candidate, caseLog, state: caseLog === linkedTo ? ('in_force' as const) : ('ended' as const) })),
      )
      const notes = ends.filter((note) => !stays.has(idOf(note)))
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
