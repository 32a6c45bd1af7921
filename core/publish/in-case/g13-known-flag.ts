import { flaggedAdults, g13MaracFlag } from './g13-marac-flag.ts'
import type { InCaseRule } from './rule.ts'

/**
 * G13 for police and prosecutors who have an earlier event of their own that names the flagged person: they alone are told, so that no resolution asks who is
 * at a MARAC. What anybody else finds eligible is kept with the case's own note.
 */
export const g13KnownFlag: InCaseRule = (inCase) =>
  g13MaracFlag(inCase).map((finding) => ({ ...finding, restsOn: flaggedAdults(inCase).some(inCase.hasNamed) ? 'own' : 'others' }))
