import type { Handlers } from '../api/register.ts'
import { aboutHandlers } from './about-handlers.ts'
import { allocationHandlers } from './allocation-handlers.ts'
import { assetHandler } from './assets.ts'
import type { AlertPages } from './audit/alert-handlers.ts'
import { auditPageHandlers } from './audit/handlers.ts'
import { breakGlassHandlers, type BreakGlassPages } from './break-glass-handlers.ts'
import { caseHandlers } from './case-handlers.ts'
import { casePageHandlers, type WatchPages } from './case/handlers.ts'
import { cataloguePageHandlers, type CataloguePages } from './catalogue-handlers.ts'
import { confirmationPageHandlers, waitingConfirmations } from './confirmation-handlers.ts'
import { exitHandlers } from './exit.ts'
import { stayHandlers } from './stay-handlers.ts'
import { harmReviewHandlers } from './harm-review-handlers.ts'
import { ownAllocationHandlers } from './own-allocation-handlers.ts'
import { justificationHandlers, type JustificationPages } from './justification-handlers.ts'
import { purposeHandlers, type PurposePages } from './purpose-handlers.ts'
import { policyPageHandlers } from './policy-handlers.ts'
import { problemPageHandlers } from './problem-handlers.ts'
import { publicationPageHandlers, type PublicationPages } from './publication-handlers.ts'
import { recallPageHandlers } from './recall-handlers.ts'
import { reviewHandlers } from './review-handlers.ts'
import { signInHandlers, type SignInPages } from './sign-in-handlers.ts'

/** All pages. */
export const pageHandlers = (
  deps: WatchPages & AlertPages & BreakGlassPages & JustificationPages & CataloguePages & PublicationPages & PurposePages & SignInPages,
): Handlers => ({
  ...signInHandlers(deps),
  ...exitHandlers(deps),
  ...stayHandlers(),
  ...aboutHandlers(deps),
  ...purposeHandlers(deps),
  ...caseHandlers({ ...deps, waiting: async (visit) => waitingConfirmations(deps.stepUp, visit) }),
  ...casePageHandlers(deps),
  ...justificationHandlers(deps),
  ...breakGlassHandlers(deps),
  ...reviewHandlers(deps),
  ...allocationHandlers(deps),
  ...ownAllocationHandlers(deps),
  ...confirmationPageHandlers(deps),
  ...policyPageHandlers(deps),
  ...problemPageHandlers(deps),
  ...recallPageHandlers(deps),
  ...harmReviewHandlers(deps),
  ...publicationPageHandlers(deps),
  ...auditPageHandlers(deps),
  ...cataloguePageHandlers(deps),
  'GET /assets/:file': assetHandler(),
})
