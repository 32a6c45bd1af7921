import { g11Listing } from './g11-listing.ts'
import type { InCaseRule } from './rule.ts'

/**
 * G11 for a MARAC to which another agency has brought the case before: it alone is told, so that no listing asks who has refused. What any other MARAC lists
 * without agreement is kept with the case's own note.
 */
export const g11ReferredListing: InCaseRule = (inCase) =>
  g11Listing(inCase).map((finding) => ({ ...finding, restsOn: inCase.wasBroughtHere() ? 'own' : 'others' }))
