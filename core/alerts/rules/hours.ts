import { isReadOfCase } from '../history.ts'
import type { Rule } from '../rule.ts'

/** R5: read off duty. A reader whom the roster does not have is not judged. */
export const offDuty: Rule = (fact, { surroundings }) =>
  isReadOfCase(fact) && surroundings.onDuty(fact.reader, fact.at) === false ? ['off duty'] : []
