import { HOUR, isReadOfCase } from '../history.ts'
import { RULES } from '../rule-table.ts'
import type { Rule } from '../rule.ts'

const OPENING = 'break-glass'
const NO_LINK = 'not_found'

/** R4: emergency access, or cases without a link. */
export const noLink: Rule = ({ id, action, outcome, reader, asked, at }, { history }) => {
  if (action === OPENING && outcome === 'permit') return [id]
  if (outcome !== NO_LINK || asked === '') return []
  const { cases, hours } = RULES.R4.thresholds
  const tried = new Set([
    asked,
    ...history.since(reader, at - hours * HOUR).flatMap((fact) => (fact.outcome === NO_LINK ? fact.asked : [])),
  ])
  tried.delete('')
  return tried.size >= cases ? ['no link'] : []
}

/** R8: without a standing. Who has no role is an agency's system. */
export const afterLeaving: Rule = ({ outcome, role }) => (outcome === 'unauthenticated' && role !== '' ? ['left'] : [])

/** Where a harmed person can be found. */
const HER_PLACE = 'VIC_LOC'

/** R11: her place, for somebody who faces the perpetrator. An approval says in its words which class it was of. */
export const safeAddress: Rule = (fact, { surroundings }) => {
  const { action, outcome, role, classes, id } = fact
  if (action === 'approval' && outcome !== 'permit' && (outcome === 'deny_approval' || classes.includes(HER_PLACE))) return [id]
  return isReadOfCase(fact) && classes.includes(HER_PLACE) && surroundings.facesPerpetrator(role) ? [id] : []
}
