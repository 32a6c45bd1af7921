import { g11By, g11Listing } from './g11-listing.ts'
import type { InCaseRule } from './rule.ts'

/** A rule of which a MARAC hears only where another agency has brought the case to it before, so that no listing finds out who has refused. */
const onlyWhereBrought =
  (rule: InCaseRule): InCaseRule =>
  (inCase) =>
    rule(inCase).map((finding) => ({ ...finding, restsOn: inCase.wasBroughtHere() ? 'own' : 'others' }))

/**
 * G11 for a MARAC to which another agency has brought the case before: it alone is told. What any other MARAC lists without agreement is kept with the case's own
 * note.
 */
export const g11ReferredListing: InCaseRule = onlyWhereBrought(g11Listing)

/** The same, where only the override of an agency counts that has itself referred the case to this MARAC, and is not the MARAC. */
export const g11ReferrersOverride: InCaseRule = onlyWhereBrought(
  g11By((inCase, adult, purpose) => inCase.isOverridden(adult, purpose, inCase.hasReferredHere)),
)
