import type { Handlers } from '../../api/register.ts'
import type { CasePages } from '../frame.ts'
import { openCase } from './open-case.ts'
import { overviewOf } from './overview.ts'
import { labelsOf } from './page-words.ts'
import { byMonth, rowOf } from './rows.ts'
import { sendCase } from './send-case.ts'

/** Everything that a reader is shown of a case, for paper: a read of its own, which says on each sheet who printed it, why, when, and under which record. */
export const printHandlers = (pages: CasePages): Handlers => ({
  'GET /cases/:case/print': async (request, response) => {
    const opened = await openCase(pages, request, response, 'case-print')
    if (opened === undefined) return
    const { caseId, items, entries, pattern, speech } = opened
    sendCase(
      pages,
      response,
      opened,
      { template: 'print', current: '/print' },
      {
        overview: overviewOf(pattern, { caseId, label: labelsOf(pages.catalogue), speech }),
        groups: byMonth(
          entries.map((entry) => rowOf(entry, opened.warned)),
          items,
        ),
      },
    )
  },
})
