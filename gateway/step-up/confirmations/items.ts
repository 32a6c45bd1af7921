import type { CaseEvent } from '../../../core/case/case-events.ts'
import { fact } from '../../../core/case/index-part.ts'
import { nextWorkingDay } from '../../../core/time/calendar.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { staffOf, type ReaderCredential } from '../../identity/credential.ts'
import type { ConfirmationLine } from '../../../policy/decide/confirmations.ts'
import { createEventIds } from '../../read/event-ids.ts'
import type { OpenedRow } from '../../read/open-parts.ts'
import type { ReadDeps } from '../../read/deps.ts'
import type { CaseToConfirm, ConfirmationQueue } from './cases.ts'

/** A line of the list: what was said, by whom and when; nothing of what it says. */
export interface ConfirmationItem {
  /** Known to this reader only. */
  readonly id: string
  /** Case id, known to the reader's agency only. */
  readonly case: string
  readonly kind: string
  /** Name of the agency that said it. */
  readonly sender: string
  readonly count: number
  /** True for what hides; false for what opens or switches others off. */
  readonly closes: boolean
  /** What it does until somebody answers. */
  readonly effect: string
  /** When the first and the last of them came, ISO 8601 in UTC, as the other moments. */
  readonly since: string
  readonly latest: string
  /** One working day after the last. */
  readonly due: string
  readonly overdue: boolean
  /** When its effect ends by itself; null: it does not. */
  readonly until: string | null
  /** Who was allocated, of an allocation. */
  readonly workers: readonly string[]
}

/** What somebody answered. */
export interface AnswerItem {
  readonly id: string
  readonly case: string
  readonly kind: string | null
  readonly sender: string | null
  readonly answer: string
  readonly answered_at: string
  readonly agency: string
  /** `<agency>:<staff id>`; null where its words were erased, or cannot be read. */
  readonly staff: string | null
  readonly reason: string | null
  /** The reader's own agency gave it and may take it back. */
  readonly own: boolean
}

/** A line with what an answer to it is about. */
export interface PlacedLine {
  readonly id: string
  readonly caseLog: CaseLogId
  readonly line: ConfirmationLine
}

export interface PlacedAnswer {
  readonly id: string
  readonly caseLog: CaseLogId
  readonly answer: CaseToConfirm['answers'][number]
}

/** The lines of a queue, each with the id that this reader knows it by. */
export function linesOf({ secrets }: ReadDeps, reader: ReaderCredential, { cases }: ConfirmationQueue): readonly PlacedLine[] {
  const idOf = createEventIds(secrets.readerIds, staffOf(reader))
  return cases.flatMap(({ caseLog, lines }) =>
    lines.map((line) => ({ id: idOf({ agency: line.sender, system: `line ${line.kind}`, event_id: caseLog }), caseLog, line })),
  )
}

export function answersOf({ secrets }: ReadDeps, reader: ReaderCredential, { cases }: ConfirmationQueue): readonly PlacedAnswer[] {
  const idOf = createEventIds(secrets.readerIds, staffOf(reader))
  return cases.flatMap(({ caseLog, answers }) => answers.map((answer) => ({ id: idOf(answer.event.index), caseLog, answer })))
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const order = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

type Opened = readonly Pick<OpenedRow, 'caseLog' | 'sequence' | 'values'>[]
const saidIn = (opened: Opened, { caseLog, sequence }: CaseEvent, field: string): string | null =>
  text(opened.find((part) => part.caseLog === caseLog && part.sequence === sequence)?.values[`/details/${field}`])

/** The items of a queue: blocks and refusals first, then by when they are due. */
export function itemsOf(deps: ReadDeps, reader: ReaderCredential, queue: ConfirmationQueue, opened: Opened): readonly ConfirmationItem[] {
  const { agencies } = queue.snapshot.control
  const rank = ({ kind, closes }: ConfirmationItem): number => (kind === 'block' ? 0 : kind === 'refusal' ? 1 : closes ? 2 : 3)
  return linesOf(deps, reader, queue)
    .map(({ id, caseLog, line }): ConfirmationItem => {
      const times = line.events.map(({ index }) => new Date(Date.parse(index.published_at)).toISOString()).toSorted(order)
      const latest = times.at(-1) ?? queue.at
      const due = nextWorkingDay(Date.parse(latest))
      return {
        id,
        case: deps.caseIds.outside(reader.agency, caseLog),
        kind: line.kind,
        sender: agencies.get(line.sender)?.name ?? line.sender,
        count: line.events.length,
        closes: line.closes,
        effect: line.effect,
        since: times[0] ?? queue.at,
        latest,
        due: new Date(due).toISOString(),
        overdue: due < Date.parse(queue.at),
        until: line.until === undefined ? null : new Date(line.until).toISOString(),
        workers: line.kind === 'allocation' ? line.events.flatMap((event) => saidIn(opened, event, 'staff') ?? []) : [],
      }
    })
    .toSorted((left, right) => rank(left) - rank(right) || order(left.due, right.due) || order(left.id, right.id))
}

/** The history of a queue, the newest first. */
export function historyOf(deps: ReadDeps, reader: ReaderCredential, queue: ConfirmationQueue, opened: Opened): readonly AnswerItem[] {
  const { agencies } = queue.snapshot.control
  const nameOf = (agency: string): string => agencies.get(agency)?.name ?? agency
  return answersOf(deps, reader, queue)
    .map(({ id, caseLog, answer: { event, target, kind } }): AnswerItem => {
      const agency = fact(event.index, 'agency')[0] ?? ''
      const sender =
        target === undefined
          ? undefined
          : (fact(target.index, 'given_by')[0] ?? fact(target.index, 'target_agency')[0] ?? target.index.agency)
      return {
        id,
        case: deps.caseIds.outside(reader.agency, caseLog),
        kind: kind ?? null,
        sender: sender === undefined ? null : nameOf(sender),
        answer: fact(event.index, 'answer')[0] ?? '',
        answered_at: fact(event.index, 'at')[0] ?? event.index.published_at,
        agency: nameOf(agency),
        staff: saidIn(opened, event, 'staff'),
        reason: saidIn(opened, event, 'why'),
        own: agency === reader.agency,
      }
    })
    .toSorted((left, right) => order(right.answered_at, left.answered_at) || order(left.id, right.id))
}
