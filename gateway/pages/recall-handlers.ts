import { RECALL_STEPS } from '../../core/access-log/recall-answer.ts'
import { recallAnswer } from '../api/recalls/answer-body.ts'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { RECALL_ID } from '../read/recall-ids.ts'
import { answerRecall, listRecalls } from '../read/recalls.ts'
import { WITHDRAWN_NOTICE, type RecallItem } from '../read/recall-item.ts'
import { frame, purposeOf, type CasePages } from './frame.ts'
import { dateWords } from './timeline/dates.ts'
import { visitIn } from './visit.ts'

const WHAT: Readonly<Record<string, string>> = {
  corrected: 'was corrected by',
  contested: 'is contested, as recorded by',
  retracted: 'was withdrawn by',
  erased: 'was erased by',
}

/** A notice in words. */
function row(
  { id, read_on: readOn, entry, answer }: RecallItem,
  label: (list: string, code: string) => string | undefined,
): Readonly<Record<string, unknown>> {
  const reason =
    entry?.reason === undefined ? undefined : label(entry.what === 'erased' ? 'erasure_reason' : 'retraction_reason', entry.reason)
  return {
    id,
    read: dateWords(readOn),
    words:
      entry === null
        ? WITHDRAWN_NOTICE
        : `“${entry.title}” ${WHAT[entry.what] ?? 'was changed by'} ${entry.by.name}.${reason === undefined ? '' : ` Reason: ${reason.toLowerCase()}.`}`,
    href: entry === null ? undefined : `/cases/${entry.case}#${entry.announced_in}`,
    answered:
      answer &&
      (answer.acted === 'yes'
        ? `You acted on it.${answer.step === undefined ? '' : ` ${RECALL_STEPS[answer.step]}.`}`
        : 'You did not act on it.'),
  }
}

/** The page of what was recalled since its reader read it, through the same read as the API. */
export function recallPageHandlers({ reads, catalogue, render }: CasePages): Handlers {
  const label = (list: string, code: string): string | undefined =>
    catalogue.codeLists.get(list)?.codes.find((entry) => entry.code === code)?.label
  return {
    'GET /recalls': async (_request, response) => {
      const visit = visitIn(response)
      const result = await listRecalls(reads, { reader: visit.session.reader, purpose: purposeOf(visit) })
      if (!result.ok) throw new Problem(result.problem)
      const steps = [
        { value: '', text: 'Choose, if you acted on it' },
        ...Object.entries(RECALL_STEPS).map(([value, text]) => ({ value, text })),
      ]
      response.type('html').send(
        render('recalls', {
          ...frame(visit, catalogue),
          title: 'Changed since you read it',
          recalls: result.value.map((item) => row(item, label)),
          steps,
        }),
      )
    },
    'POST /recalls/:id': async (request, response) => {
      const visit = visitIn(response)
      const id = String(request.params.id)
      const step = visit.form.get('step') ?? ''
      const answer = recallAnswer(RECALL_ID.test(id) ? id : '', { acted: visit.form.get('acted'), ...(step === '' ? {} : { step }) })
      if (!answer.ok) throw new Problem('invalid-request', { errors: answer.errors })
      const result = await answerRecall(reads, { reader: visit.session.reader, purpose: purposeOf(visit) }, answer.value)
      if (!result.ok) throw new Problem(result.problem)
      response.redirect(303, '/recalls')
    },
  }
}
