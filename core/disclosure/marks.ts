import type { CaseLogId } from '../../schemas/ids.ts'
import type { CaseEvents } from '../case/case-events.ts'
import { fact, type IndexPart } from '../case/index-part.ts'
import { isStatement } from '../case/statements.ts'

/** What other events that a reader gets say of one of them; ids are this reader's. */
export interface Marks {
  /** Disputes of it. */
  readonly contested: readonly string[]
  /** True while a dispute restricts its use. */
  readonly restricted: boolean
  /** Withdrawals, as of the wrong person, of what it was based on: somebody has to check it. */
  readonly underReview: readonly string[]
}

/** An event that a reader gets, with what marks are made of. */
export interface MarkedEvent {
  readonly id: string
  readonly index: IndexPart
  readonly decision: { readonly caseLog: CaseLogId; readonly sequence: number; readonly effect: string }
}

const UNMARKED: Marks = { contested: [], restricted: false, underReview: [] }

const isWrongPerson = ({ index, decision }: MarkedEvent): boolean =>
  index.type === 'record.retracted' && decision.effect === 'shown' && fact(index, 'reason').includes('wrong_person')

/**
 * The marks of the events that a reader gets, made of those events alone: what is hidden marks nothing. `events`: all of the case, to find which event an id means;
 * called only where some event marks another.
 */
export function marksOf(shown: readonly MarkedEvent[], events: () => CaseEvents): (event: MarkedEvent) => Marks {
  const contests = shown.filter(({ index }) => index.type === 'record.contested')
  const wrongPersons = shown.filter(isWrongPerson)
  if (contests.length === 0 && wrongPersons.length === 0) return () => UNMARKED
  const all = events()
  const positionKey = (caseLog: CaseLogId, sequence: number): string => `${caseLog} ${String(sequence)}`
  const meant = (ids: readonly string[], by: IndexPart): readonly string[] =>
    ids.flatMap((id) => all.meantBy(id, by)).map(({ caseLog, sequence }) => positionKey(caseLog, sequence))
  const targets = (statement: MarkedEvent): readonly string[] => meant(fact(statement.index, 'target_event'), statement.index)
  const contested = contests.map((statement) => ({ statement, targets: targets(statement) }))
  const withdrawn = wrongPersons.map((statement) => ({ statement, targets: targets(statement) }))
  return ({ index, decision: { caseLog, sequence } }) => {
    if (isStatement({ caseLog, sequence, index })) return UNMARKED
    const own = contested.filter((contest) => contest.targets.includes(positionKey(caseLog, sequence)))
    const restsOn = new Set(withdrawn.length === 0 ? [] : meant(index.references, index))
    return {
      contested: own.map(({ statement }) => statement.id),
      restricted: own.some(
        ({ statement }) => statement.decision.effect === 'shown' && fact(statement.index, 'restrict_use').includes('true'),
      ),
      underReview: withdrawn
        .filter((withdrawal) => withdrawal.targets.some((target) => restsOn.has(target)))
        .map(({ statement }) => statement.id),
    }
  }
}
