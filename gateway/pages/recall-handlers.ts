import { RECALL_STEPS } from '../../core/access-log/recall-answer.ts'
import { recallAnswer } from '../api/recalls/answer-body.ts'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { RECALL_ID } from '../read/recall-ids.ts'
import { answerRecall, listRecalls } from '../read/recalls.ts'
import { WITHDRAWN_NOTICE, type RecallItem } from '../read/recall-item.ts'
import { frame, purposeOf, type CasePages } from './frame.ts'
import { entryAddress } from './case/links.ts'
import { dateWords, occurredWords } from './timeline/dates.ts'
import { detailLines } from './timeline/details.ts'
import { personName } from './timeline/people.ts'
import { speechOf } from './timeline/speech.ts'
import { titleOf } from './timeline/titles.ts'
import { visitIn } from './visit.ts'

const WHAT: Readonly<Record<string, string>> = {
  corrected: 'was corrected by',
  contested: 'is contested, as recorded by',
  retracted: 'was withdrawn by',
  erased: 'was erased by',
}

/** The type of event that announces it in words. */
const STATEMENTS: Readonly<Record<string, string>> = {
  corrected: 'record.corrected',
  contested: 'record.contested',
  retracted: 'record.retracted',
  erased: 'record.erased',
}

/** What of an announcement is in the sentence already, or of no use on a page. */
const IN_THE_SENTENCE: Readonly<Record<string, readonly string[]>> = { retracted: ['reason', 'harm_review_needed'], erased: ['reason'] }

/** A notice in words. */
function row({ id, read_on: readOn, entry, answer }: RecallItem, catalogue: CasePages['catalogue']): Readonly<Record<string, unknown>> {
  const answered =
    answer &&
    (answer.acted === 'yes'
      ? `You acted on it.${answer.step === undefined ? '' : ` ${RECALL_STEPS[answer.step]}.`}`
      : 'You did not act on it.')
  const read = dateWords(readOn)
  if (entry === null) return { id, read, heading: `Read on ${read}`, words: WITHDRAWN_NOTICE, lines: [], answered }
  const { what, by, agency, said = {}, subject, announced } = entry
  const label = (list: string, code: string): string | undefined =>
    catalogue.codeLists.get(list)?.codes.find((one) => one.code === code)?.label
  const reason = entry.reason === undefined ? undefined : label(what === 'erased' ? 'erasure_reason' : 'retraction_reason', entry.reason)
  const speech = speechOf(subject ?? null)
  const title = titleOf({ type: entry.type, title: entry.title, data: {} }, speech, catalogue)
  const left = IN_THE_SENTENCE[what] ?? []
  const details = Object.fromEntries(Object.entries(said).filter(([name]) => !left.includes(name)))
  return {
    id,
    read,
    heading: `${personName(subject) ?? 'Name not shown'}: “${title}”, ${occurredWords(entry.occurred).replace(/^B/, 'b')}`,
    words: `You read it on ${read}, as ${agency.name} had recorded it. Since then it ${WHAT[what] ?? 'was changed by'} ${by.name}, ${occurredWords(announced).replace(/^B/, 'b')}.${reason === undefined ? '' : ` Reason: ${reason.toLowerCase()}.`}`,
    lines: detailLines(STATEMENTS[what] ?? '', { details }, { catalogue, agencyName: () => undefined, speech, eventWords: () => undefined }),
    harm: entry.harm_review_needed === true,
    href: entryAddress(entry.case, entry.announced_in),
    answered,
  }
}

/** The page of what was recalled since its reader read it, through the same read as the API. */
export function recallPageHandlers({ reads, catalogue, render }: CasePages): Handlers {
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
          recalls: result.value.map((item) => row(item, catalogue)),
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
