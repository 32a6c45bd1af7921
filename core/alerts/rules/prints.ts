import type { Rule } from '../rule.ts'

/** R12: a print with no meeting near; where nobody looked for one, it is not judged. */
export const printedAlone: Rule = ({ action, outcome, meetingNear, cases }) =>
  action === 'case-print' && outcome === 'permit' && meetingNear === false ? cases : []
