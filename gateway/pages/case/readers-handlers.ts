import { COORDINATING_ROLES } from '../../../policy/decide/case-readers.ts'
import { periodOf } from '../../api/audit/question-bodies.ts'
import { Problem } from '../../api/problem.ts'
import type { Handlers } from '../../api/register.ts'
import { CASE_READERS } from '../../questions/actions.ts'
import { caseReaders, type CaseReadersAnswer, type ReadersRow } from '../../questions/case-readers.ts'
import type { QuestionDeps } from '../../questions/deps.ts'
import { recordRefusal } from '../../read/on-record.ts'
import { frame, purposeOf, type CasePages } from '../frame.ts'
import { roleWords } from '../role-words.ts'
import { dateWords } from '../timeline/dates.ts'
import { visitIn } from '../visit.ts'
import { parseAddress } from './filters.ts'
import { caseAddress } from './links.ts'

export interface ReadersPages extends CasePages {
  readonly questions: QuestionDeps
}

const BY_OVERSIGHT = { agency: 'Oversight', role: 'Auditors and data protection officers' }
const DAY_FIELDS = ['from', 'to'].flatMap((date) => ['day', 'month', 'year'].map((part) => `${date}-${part}`))

/** Where a reader's pages lead to who read a case; undefined for a role that does not coordinate. */
export const readersAddress = (role: string, caseId: string): string | undefined =>
  COORDINATING_ROLES.includes(role) ? `${caseAddress(caseId)}/readers` : undefined

const row = ({ day, by, agency, role, reads, printed }: ReadersRow) => ({
  day: dateWords(day),
  ...(by === 'oversight' ? BY_OVERSIGHT : { agency, role: roleWords(role) }),
  reads: String(reads),
  printed: String(printed),
})

/** The fields of the two days that a query has. */
const daysIn = (query: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(query).filter(([name, value]) => DAY_FIELDS.includes(name) && typeof value === 'string'))

/** The page of who read a case, by agency, role and day, through the same question as the API: for who coordinates it. It names nobody. */
export const readersHandlers = ({ questions, catalogue, render }: ReadersPages): Handlers => ({
  'GET /cases/:case/readers': async (request, response) => {
    const visit = visitIn(response)
    const { reader } = visit.session
    const caseId = String(request.params.case)
    const written = daysIn(request.query)
    const days = parseAddress(written)
    const ask = async (): Promise<CaseReadersAnswer | undefined> => {
      if (!days.ok) {
        await recordRefusal(questions.reads, CASE_READERS, reader, 'invalid-request')
        return undefined
      }
      const { from, to } = days.value.filters
      const result = await caseReaders(questions, { reader, purpose: purposeOf(visit), caseId, ...periodOf({ from, to }) })
      if (!result.ok) throw new Problem(result.problem)
      return result.value
    }
    const answer = await ask()
    const errors = days.ok ? [] : days.errors
    response
      .status(days.ok ? 200 : 400)
      .type('html')
      .send(
        render('case/readers', {
          ...frame(visit, catalogue),
          title: 'Who read this case',
          case: caseId,
          written,
          errors: errors.map(({ field, text, part = 'day' }) => ({ text, href: `#${field}-${part}` })),
          wrong: Object.fromEntries(errors.map(({ field, text, part = 'day' }) => [field, { text, parts: [part] }])),
          answer: answer && { ...answer, items: answer.items.map(row) },
        }),
      )
  },
})
