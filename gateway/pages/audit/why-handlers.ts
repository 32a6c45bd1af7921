import { whyBody } from '../../api/audit/question-bodies.ts'
import { Problem } from '../../api/problem.ts'
import type { Handlers } from '../../api/register.ts'
import type { ClassOutcome } from '../../questions/why-summary.ts'
import { why } from '../../questions/why.ts'
import { frame } from '../frame.ts'
import { roleWords } from '../role-words.ts'
import { fieldsOf } from '../step-up-form.ts'
import { dateWords } from '../timeline/dates.ts'
import { visitIn } from '../visit.ts'
import type { AuditPages } from './form-fields.ts'
import { sensitivityWords } from './sensitivity-choices.ts'
import { counted } from '../../../core/words/counted.ts'

const MATCH = new Set(['match', 'match-erased'])

const entries = (count: number): string => counted(count, 'entry', 'entries')

const classWords = ({ class: code, plain, reduced, withheld }: ClassOutcome): string => {
  const each = [
    ...(plain > 0 ? [`as said in ${entries(plain)}`] : []),
    ...(reduced > 0 ? [`in a coarser form in ${entries(reduced)}`] : []),
    ...(withheld > 0 ? [`withheld in ${entries(withheld)}`] : []),
  ]
  return `${sensitivityWords(code)}: ${each.join(', ')}`
}

/** "Why was it allowed?" of one read: a paragraph, and the policies by name. The record's id comes by post, with the reason of the question before. */
export const whyPageHandlers = ({ questions, catalogue, render }: AuditPages): Handlers => ({
  'POST /audit/why': async (_request, response) => {
    const visit = visitIn(response)
    const body = whyBody(fieldsOf(visit.form, 'record', 'reason'))
    if (!body.ok) throw new Problem('invalid-request', { errors: body.errors })
    const result = await why(questions, { ...body.value, reader: visit.session.reader })
    if (!result.ok) throw new Problem(result.problem)
    const { at, reader, did, record, because, policies, classes, release, replay, replay_detail: detail } = result.value
    response.type('html').send(
      render('audit/why', {
        ...frame(visit, catalogue),
        title: 'Why it was allowed',
        because,
        lines: [
          {
            key: 'Read',
            value: `${dateWords(at)}: ${reader.staff ?? 'not known'} (${roleWords(reader.role)}, ${reader.agency_name}) ${did}`,
          },
          { key: 'Access record', value: record },
          { key: 'Policy release', value: release },
          {
            key: 'Decided again from the logs',
            value: MATCH.has(replay) ? 'The same came out' : `${replay}${detail === null ? '' : `: ${detail}`}`,
          },
        ],
        policies: policies.map(({ id, says, entries: count }) => ({ id, says, entries: entries(count) })),
        classes: classes.map(classWords),
      }),
    )
  },
})
