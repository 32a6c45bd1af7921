import { isReadOfCase } from '../history.ts'
import type { Rule } from '../rule.ts'

/** Cases that were opened, and about which something is so. */
const opened =
  (isSo: (...of: Parameters<Rule>) => (caseLog: string) => boolean): Rule =>
  (fact, looking) =>
    isReadOfCase(fact) ? fact.cases.filter(isSo(fact, looking)) : []

/** R1: a case of the reader. */
export const ownCase = opened(
  ({ reader }, { surroundings }) =>
    (caseLog) =>
      surroundings.isSelf(reader, caseLog),
)

/** R2: a case of a colleague; of the reader R1 tells. */
export const colleaguesCase = opened(
  ({ reader, agency }, { surroundings }) =>
    (caseLog) =>
      surroundings.isStaffOf(agency, caseLog) && !surroundings.isSelf(reader, caseLog),
)

/** R3: a case of somebody close. */
export const closeCase = opened(
  ({ reader }, { surroundings }) =>
    (caseLog) =>
      surroundings.isClose(reader, caseLog),
)

/** R13: a case of somebody to be watched over. */
export const sensitiveCase = opened(
  (_fact, { surroundings }) =>
    (caseLog) =>
      surroundings.isSensitive(caseLog),
)
