import type { Handlers } from '../api/register.ts'
import { assetHandler } from './assets.ts'
import { caseHandlers, type CasePages } from './case-handlers.ts'
import { cataloguePageHandlers, type CataloguePages } from './catalogue-handlers.ts'
import { purposeHandlers, type PurposePages } from './purpose-handlers.ts'
import { recallPageHandlers } from './recall-handlers.ts'
import { signInHandlers, type SignInPages } from './sign-in-handlers.ts'

/** All pages. */
export const pageHandlers = (deps: CasePages & CataloguePages & PurposePages & SignInPages): Handlers => ({
  ...signInHandlers(deps),
  ...purposeHandlers(deps),
  ...caseHandlers(deps),
  ...recallPageHandlers(deps),
  ...cataloguePageHandlers(deps),
  'GET /assets/:file': assetHandler(),
})
