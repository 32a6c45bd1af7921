import type { RequestHandler } from 'express'
import { AUDITING_ROLES } from '../../../core/control/oversight.ts'
import { Problem } from '../../api/problem.ts'
import type { Handlers } from '../../api/register.ts'
import { AUDIT } from '../../questions/answer.ts'
import { visitIn } from '../visit.ts'
import { alertPageHandlers, type AlertPages } from './alert-handlers.ts'
import { auditHomeHandlers } from './home-handlers.ts'
import { emergencyQuestion } from './emergency-question.ts'
import { listPageHandlers } from './list-handlers.ts'
import { seenByPageHandlers } from './seen-by-handlers.ts'
import { whoSawPageHandlers } from './who-saw-handlers.ts'
import { whyPageHandlers } from './why-handlers.ts'
import { withdrawnQuestion } from './withdrawn-question.ts'

/** Lets in who audits, for that purpose alone: anybody else of another role hears no, and who reads for something else chooses again. What is asked is judged again where it is answered. */
const forAudit =
  (handler: RequestHandler): RequestHandler =>
  (request, response, next) => {
    const { session } = visitIn(response)
    if (!AUDITING_ROLES.includes(session.reader.role)) throw new Problem('forbidden')
    if (session.purpose !== AUDIT) {
      response.redirect(303, '/purpose')
      return undefined
    }
    return handler(request, response, next)
  }

/** The pages of an audit: alerts, and what the questions about reads (gateway/questions) answer, for auditors and data protection officers. */
export function auditPageHandlers(pages: AlertPages): Handlers {
  const handlers: Handlers = {
    ...auditHomeHandlers(pages),
    ...alertPageHandlers(pages),
    ...whoSawPageHandlers(pages),
    ...seenByPageHandlers(pages),
    ...whyPageHandlers(pages),
    ...listPageHandlers(pages, withdrawnQuestion),
    ...listPageHandlers(pages, emergencyQuestion(pages.catalogue)),
  }
  return Object.fromEntries(Object.entries(handlers).map(([key, handler]) => [key, forAudit(handler)]))
}
