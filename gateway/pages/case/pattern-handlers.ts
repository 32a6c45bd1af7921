import type { Handlers } from '../../api/register.ts'
import type { NotCounted } from '../../../core/pattern/pattern.ts'
import type { CasePages } from '../frame.ts'
import { entryAddress } from './links.ts'
import { openCase } from './open-case.ts'
import { overviewOf } from './overview.ts'
import { labelsOf, shownDate } from './page-words.ts'
import { agencyGrid, escalationLines, gapRows, ledgerRows, orderRows, peopleGrid, tacticGrid } from './pattern-page.ts'
import { sendCase } from './send-case.ts'

const WHY_NOT: Readonly<Record<NotCounted['why'], string>> = {
  withdrawn: 'withdrawn',
  use_restricted: 'its use is restricted while it is contested',
  not_in_effect: 'it is not in effect',
  other_party_primary: 'assessed as acts of the other person',
}

/** The page of a case's pattern: tables first, each with its drawing. */
export const patternPageHandlers = (pages: CasePages): Handlers => ({
  'GET /cases/:case/pattern': async (request, response) => {
    const opened = await openCase(pages, request, response, 'case-pattern')
    if (opened === undefined) return
    const { caseId, pattern, speech, entries } = opened
    const context = { caseId, label: labelsOf(pages.catalogue), speech }
    const titles = new Map(entries.map(({ id, title, when }) => [id, `${when}: ${title}`]))
    sendCase(
      pages,
      response,
      opened,
      { template: 'pattern', current: '/pattern' },
      {
        asOf: shownDate(pattern.as_of),
        sentences: overviewOf(pattern, context).sentences,
        grids: [tacticGrid(pattern, context), peopleGrid(pattern, context), agencyGrid(pattern, context)].filter(
          (grid) => grid !== undefined,
        ),
        orders: orderRows(pattern, context),
        escalation:
          pattern.escalation === null
            ? undefined
            : {
                words: pattern.escalation.escalating
                  ? 'Two or more signs of it are shown.'
                  : 'Fewer than two signs of it are shown. That is no all-clear: what is not shared with you is not counted.',
                lines: escalationLines(pattern, context),
              },
        gaps: pattern.engagement === null ? undefined : gapRows(pattern, context),
        ledger: pattern.ledger === null ? undefined : ledgerRows(pattern, context),
        notCounted: pattern.not_counted.map(({ event, why }) => ({
          text: titles.get(event) ?? 'An entry',
          more: [WHY_NOT[why]],
          href: entryAddress(caseId, event),
        })),
      },
    )
  },
})
