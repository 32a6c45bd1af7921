import type { Handlers } from '../../api/register.ts'
import { londonDate, startOfDayLondon } from '../../../core/time/london.ts'
import type { CasePages } from '../frame.ts'
import { dateWords } from '../timeline/dates.ts'
import { entryAddress, timelineAddress } from './links.ts'
import { openCase, type OpenedCase } from './open-case.ts'
import { overviewOf } from './overview.ts'
import { counted } from '../../../core/words/counted.ts'
import { labelsOf } from './page-words.ts'
import { sendCase } from './send-case.ts'

/** How many of what is new stand on the first page. */
const MOST_NEW = 4
const WEEK_MS = 7 * 24 * 60 * 60_000

/** The first page of a case. */
export const overviewHandlers = (pages: CasePages): Handlers => ({
  'GET /cases/:case': async (request, response) => {
    const opened = await openCase(pages, request, response, 'case-overview')
    if (opened === undefined) return
    const { caseId, pattern, speech } = opened
    sendCase(
      pages,
      response,
      opened,
      { template: 'overview', current: '' },
      {
        overview: overviewOf(pattern, { caseId, label: labelsOf(pages.catalogue), speech }),
        changed: changedSince(opened),
      },
    )
  },
})

/** What a reader was not shown before this visit, the newest first. */
function changedSince({ caseId, at, entries, firstShown, visit }: OpenedCase): Readonly<Record<string, unknown>> {
  const begun = visit.session.authenticatedAt ?? at
  const before = [...firstShown.values()].filter((moment) => moment < begun).toSorted()
  const last = before.at(-1)
  const week = timelineAddress(caseId, { since: londonDate(Date.parse(at) - WEEK_MS) })
  if (last === undefined)
    return { heading: 'New to you', items: [], empty: 'This is the first time that you look at this case: all of it is new to you.', week }
  const fresh = entries.filter(({ id }) => (firstShown.get(id) ?? at) >= begun)
  const since = timelineAddress(caseId, { since: last })
  return {
    heading: `New since you looked on ${dateWords(londonDate(startOfDayLondon(last.slice(0, 10))))}`,
    items: fresh
      .slice(0, MOST_NEW)
      .map(({ id, when, title, byline }) => ({ text: `${when}: ${title}`, more: [byline], href: entryAddress(caseId, id) })),
    empty: 'Nothing that is new to you.',
    more:
      fresh.length > MOST_NEW ? { text: `All ${counted(fresh.length, 'entry', 'entries')} that are new to you`, href: since } : undefined,
    week,
  }
}
