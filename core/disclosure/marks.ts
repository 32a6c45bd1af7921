import type { CaseEvents } from '../case/case-events.ts'
import { fact, type IndexPart } from '../case/index-part.ts'
import { isStatement } from '../case/statements.ts'

/** What other released events say of a released event: their ids for this reader. */
export interface Marks {
  /** Disputes of it. */
  readonly contested: readonly string[]
  /** True while a dispute restricts its use. */
  readonly restricted: boolean
  /** Withdrawals, as of the wrong person, of what it was based on: it is to be looked at again. */
  readonly underReview: readonly string[]
}

/** A released event, as marks look at it. */
export interface MarkedEvent {
  readonly id: string
  readonly index: IndexPart
  readonly decision: { readonly caseLog: string; readonly sequence: number; readonly effect: string }
}

const UNMARKED: Marks = { contested: [], restricted: false, underReview: [] }

const isWrongPerson = ({ index, decision }: MarkedEvent): boolean =>
  index.type === 'record.retracted' && decision.effect === 'shown' && fact(index, 'reason').includes('wrong_person')

/**
 * The marks of released events, from the released events alone: what is hidden marks nothing. `events`: all of the case, to tell which event an id means;
 * asked for only where there is anything to tell.
 */
export function marksOf(shown: readonly MarkedEvent[], events: () => CaseEvents): (event: MarkedEvent) => Marks {
  const contests = shown.filter(({ index }) => index.type === 'record.contested')
  const wrongPersons = shown.filter(isWrongPerson)
  if (contests.length === 0 && wrongPersons.length === 0) return () => UNMARKED
  const all = events()
  const placeOf = (caseLog: string, sequence: number): string => `${caseLog} ${String(sequence)}`
  const meant = (ids: readonly string[], by: IndexPart): readonly string[] =>
    ids.flatMap((id) => all.meantBy(id, by)).map(({ caseLog, sequence }) => placeOf(caseLog, sequence))
  const targets = (statement: MarkedEvent): readonly string[] => meant(fact(statement.index, 'target_event'), statement.index)
  const contested = contests.map((statement) => ({ statement, targets: targets(statement) }))
  const withdrawn = wrongPersons.map((statement) => ({ statement, targets: targets(statement) }))
  return ({ index, decision: { caseLog, sequence } }) => {
    if (isStatement({ caseLog, sequence, index })) return UNMARKED
    const own = contested.filter((contest) => contest.targets.includes(placeOf(caseLog, sequence)))
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
