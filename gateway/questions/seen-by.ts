import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { staffOf } from '../identity/credential.ts'
import { readerReference } from '../read/event-ids.ts'
import { readCases } from '../read/snapshot.ts'
import type { ReadResult } from '../read/outcome.ts'
import { SEEN_BY } from './actions.ts'
import { answer, refuse } from './answer.ts'
import type { Page, Period, Question, QuestionDeps } from './deps.ts'
import { indexIsWhole, rowsOfReader } from './index-rows.ts'
import { createLens } from './lens.ts'
import type { OpenedAccess } from './opened-records.ts'
import { isOwn } from './own-reads.ts'
import { pageOfReads } from './page-of-reads.ts'
import { accessItem, readItem, type ReadItem } from './read-item.ts'
import { seenEvents } from './seen.ts'

/** "What did this user see?" */
export interface SeenBy extends Question, Period, Page {
  /** `<agency>:<staff id>`. */
  readonly staff: string
}

/** A read of somebody's, with its cases: of a list of many cases how much of each went out, and not event by event. */
export interface SeenItem extends ReadItem {
  readonly cases: readonly { readonly case: string; readonly events: number; readonly classes: readonly string[] }[]
}

export interface SeenByAnswer {
  readonly staff: string
  /** The newest first; also what was refused to them. */
  readonly items: readonly SeenItem[]
  readonly next: string | null
  readonly complete: boolean
}

/** Of reads of more cases than this no single events are told. */
const FEW_CASES = 5

const casesOf = ({ opened: { request } }: OpenedAccess): readonly CaseLogId[] => (typeof request === 'string' ? [] : request.cases)

/** What somebody saw, and was refused, in a period. Throws ReadRefused `own-reads`, on record, for one's own. */
export const seenBy = (deps: QuestionDeps, question: SeenBy): Promise<ReadResult<SeenByAnswer>> =>
  answer(deps, SEEN_BY, question, async () => {
    const { reads } = deps
    const { reader, staff, from, to } = question
    if (staff === staffOf(reader)) return refuse(deps, SEEN_BY, question, 'own-reads')
    const complete = await indexIsWhole(deps)
    const reference = readerReference(reads.secrets.readerIds, staff)
    const period = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
    const {
      items: found,
      next,
      positions,
    } = await pageOfReads(deps, SEEN_BY, question, {
      rows: (limit, before) => rowsOfReader(reads.readStore.db, reference, period, limit, before),
      itemOf: (access): OpenedAccess | undefined =>
        isOwn(access, reader) || typeof access.opened.actor === 'string' || access.opened.actor.staff !== staff ? undefined : access,
      scope: ['audit-seen-by', staffOf(reader), staff, JSON.stringify(period)],
    })
    const few = found.map(casesOf).filter(({ length }) => length <= FEW_CASES)
    const snapshot = await readSnapshot(reads.readStore.db, (tx) => readCases(tx, reads, [...new Set(few.flat())]))
    const lens = createLens(deps, reader, snapshot)
    return {
      value: { staff, items: found.map((access) => seenItem(access, lens)), next, complete },
      page: { staff, ...period, records: positions },
    }
  })

function seenItem(access: OpenedAccess, lens: ReturnType<typeof createLens>): SeenItem {
  const { request, decision } = access.opened
  if (typeof request === 'string' || typeof decision === 'string')
    return { ...accessItem(access, lens, false), classes: [], events: [], cases: [] }
  const seen = request.cases.length > FEW_CASES ? [] : seenEvents(request, decision, lens.indexOf, undefined)
  const cases = request.cases.map((caseLog, number) => {
    const released = decision.released.filter(([log]) => log === number)
    const classes = new Set(released.flatMap(([, , parts]) => parts.map(([, sensitivity]) => sensitivity)))
    return { case: lens.caseIdOf(caseLog), events: released.length, classes: [...classes].sort() }
  })
  return { ...readItem(access, seen, lens, lens.isEmergency(access)), cases }
}
