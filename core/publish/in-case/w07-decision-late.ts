import { endOf, startOf } from '../../case/moments.ts'
import { fact } from '../../case/index-part.ts'
import type { InCaseRule } from './rule.ts'

const detail = 'The decision was made after the day by which it was due: say in the case record why.'

/** W07: a DVDS decision after its due date, which its application says. */
export const w07DecisionLate: InCaseRule = ({ index, earlierOf, isOwn }) => {
  const [decided] = fact(index, 'decided_on')
  if (decided === undefined) return []
  const late = earlierOf('dvds.application-received', 'dvds')
    .filter((application) => fact(application.index, 'due_by').some((due) => startOf(decided) > endOf(due)))
    .toArray()
  return late.length === 0
    ? []
    : [{ rule: 'W07', pointer: '/data/details/decided_on', detail, restsOn: late.some(isOwn) ? 'own' : 'others' }]
}
