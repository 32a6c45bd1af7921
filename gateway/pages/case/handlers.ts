import type { Handlers } from '../../api/register.ts'
import { overviewHandlers } from './overview-handlers.ts'
import { patternPageHandlers } from './pattern-handlers.ts'
import { printHandlers } from './print-handlers.ts'
import { readersHandlers, type ReadersPages } from './readers-handlers.ts'
import { riskHandlers } from './risk-handlers.ts'
import { sectionHandlers } from './section-handlers.ts'
import { timelineHandlers } from './timeline-handlers.ts'
import { watchHandlers, type WatchPages } from './watch-handlers.ts'

export type { WatchPages } from './watch-handlers.ts'

/** All pages of one case. */
export const casePageHandlers = (deps: ReadersPages & WatchPages): Handlers => ({
  ...overviewHandlers(deps),
  ...timelineHandlers(deps),
  ...patternPageHandlers(deps),
  ...riskHandlers(deps),
  ...sectionHandlers(deps),
  ...readersHandlers(deps),
  ...printHandlers(deps),
  ...watchHandlers(deps),
})
