import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { listHarmReviews, type HarmReviewItem, type NamedEntry } from '../read/harm-reviews.ts'
import { entryAddress } from './case/links.ts'
import { frame, purposeOf, type CasePages } from './frame.ts'
import { dateWords, occurredWords } from './timeline/dates.ts'
import { personName } from './timeline/people.ts'
import { speechOf } from './timeline/speech.ts'
import { titleOf } from './timeline/titles.ts'
import { visitIn } from './visit.ts'

/** Roles whose pages lead to the list: who coordinates and chairs the meeting, and who answers for data protection. The API gives it to whoever may see the withdrawal. */
const REVIEWERS: ReadonlySet<string> = new Set(['marac_chair', 'marac_coordinator', 'dpo'])

/** Whether a visit's pages lead to the list. */
export const seesHarmReviews = (role: string): boolean => REVIEWERS.has(role)

/** A withdrawal in words. */
function row(item: HarmReviewItem, catalogue: CasePages['catalogue']): Readonly<Record<string, unknown>> {
  const { subject, entry, withdrawn, by, said } = item
  const words = ({ type, title, agency, occurred }: NamedEntry): string =>
    `“${titleOf({ type, title, data: {} }, speechOf(subject ?? null), catalogue)}”, ${occurredWords(occurred).replace(/^B/, 'b')}, recorded by ${agency.name}`
  const reason = catalogue.codeLists.get('retraction_reason')?.codes.find(({ code }) => code === said.reason)?.label
  return {
    id: item.id,
    heading: `${personName(subject) ?? 'Name not shown'}: withdrawn ${dateWords(withdrawn.from)}`,
    lines: [
      { key: 'What was withdrawn', value: entry === null ? 'Not shown' : words(entry) },
      { key: 'Withdrawn by', value: by.name },
      { key: 'Why', value: reason ?? 'Not shown' },
      ...(typeof said.note === 'string' ? [{ key: 'What those who used it should know', value: said.note }] : []),
    ],
    href: entryAddress(item.case, item.id),
    rests: item.rests_on_it.map((one) => ({ words: words(one), href: entryAddress(item.case, one.id) })),
  }
}

/** The page of withdrawn entries that need a harm review, through the same read as the API. */
export const harmReviewHandlers = ({ reads, catalogue, render }: CasePages): Handlers => ({
  'GET /harm-reviews': async (_request, response) => {
    const visit = visitIn(response)
    const result = await listHarmReviews(reads, { reader: visit.session.reader, purpose: purposeOf(visit) })
    if (!result.ok) throw new Problem(result.problem)
    response.type('html').send(
      render('harm-reviews', {
        ...frame(visit, catalogue),
        title: 'Harm reviews',
        reviews: result.value.map((item) => row(item, catalogue)),
      }),
    )
  },
})
