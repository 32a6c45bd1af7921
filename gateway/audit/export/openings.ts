import type { RequestValue } from '../../../core/access-log/access-record.ts'
import type { LineOpening, RecordLine } from '../../../core/evidence/record-line.ts'
import type { SaltedRecord, Salted } from '../../../infra/access-log/open-record.ts'
import type { Chosen } from './ask.ts'

/** Who exports: nobody sees by an export what they themselves have read, or who they were. `staff`: `<agency>:<staff id>`. */
export interface Exporter {
  readonly staff: string
}

const given = (opening: Salted<unknown>): LineOpening => ({ salt: opening.salt, value: opening.value })

/**
 * What of a record's values goes into a bundle. INVARIANT: of a selection by case or person, nothing of another case; of a record of the exporter's own, nothing; names
 * of readers only where they were asked for.
 */
export function givenOpenings(
  { ask, cases }: Chosen,
  exporter: Exporter,
  { actor, request, decision }: SaltedRecord,
): RecordLine['openings'] {
  const isOwn = typeof actor === 'object' && actor.value.staff === exporter.staff
  const ofCase = (opening: Salted<unknown> | Exclude<SaltedRecord['request'], object>): LineOpening => {
    if (typeof opening === 'string') return { withheld: opening }
    if (isOwn) return { withheld: 'own-read' }
    return typeof request === 'object' && isOfOthers(ask, cases, request.value) ? { withheld: 'other-cases' } : given(opening)
  }
  const ofActor = (): LineOpening => {
    if (typeof actor === 'string') return { withheld: actor }
    if (isOwn) return { withheld: 'own-read' }
    return ask.withReaders ? given(actor) : { withheld: 'readers' }
  }
  return { actor: ofActor(), request: ofCase(request), decision: ofCase(decision) }
}

/** Whether a request of a selection by case or person is of other cases too. */
const isOfOthers = (ask: Chosen['ask'], cases: Chosen['cases'], request: RequestValue): boolean =>
  (ask.case !== undefined || ask.person !== undefined) && request.cases.length > 1 && !request.cases.every((one) => cases?.has(one))
