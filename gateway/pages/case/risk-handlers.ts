import type { Pattern, Risk } from '../../../core/pattern/pattern.ts'
import type { Handlers } from '../../api/register.ts'
import type { CasePages } from '../frame.ts'
import { barsOnScale } from './figures.ts'
import { entryAddress } from './links.ts'
import { openCase } from './open-case.ts'
import type { OverviewContext } from './overview.ts'
import { labelsOf, shownDate } from './page-words.ts'
import { rfgRows } from './pattern-page.ts'
import { sendCase } from './send-case.ts'

/** The page of assessments: each tool on its own scale. */
export const riskHandlers = (pages: CasePages): Handlers => ({
  'GET /cases/:case/risk': async (request, response) => {
    const opened = await openCase(pages, request, response, 'case-risk')
    if (opened === undefined) return
    const { caseId, pattern, speech } = opened
    const context = { caseId, label: labelsOf(pages.catalogue), speech }
    sendCase(
      pages,
      response,
      opened,
      { template: 'risk', current: '/risk' },
      {
        tools: (pattern.risk?.tools ?? []).map((tool) => toolOf(tool, context)),
        levels: (pattern.risk?.levels ?? []).map(({ event, on, agency, from, to, reasons, harmed_input: view }) => ({
          text: `${shownDate(on)}: ${from === null ? '' : `from ${context.label('risk_level', from) ?? from} `}to ${context.label('risk_level', to) ?? 'a level that is not shown'}`,
          more: [
            `By ${agency.name}.`,
            ...reasons.map((reason) => context.label('risk_change_reason', reason) ?? reason),
            ...(view === null ? [] : [`What the person harmed says: ${view}`]),
          ],
          href: entryAddress(caseId, event),
        })),
        rfg: rfgOf(pattern, context),
      },
    )
  },
})

function toolOf({ tool, most, assessments }: Risk['tools'][number], { caseId, label }: OverviewContext): Readonly<Record<string, unknown>> {
  const rows = assessments.map((one) => ({
    when: shownDate(one.on),
    by: one.agency.name,
    level: label('risk_level', one.level) ?? 'Not shown',
    score: one.score === null ? 'Not shown' : String(one.score),
    view: one.her_view ?? (one.informed_by_harmed === true ? 'Asked, and part of it' : 'Not shown'),
    notes: [
      ...(one.raised_by_judgement === true ? ['Raised by professional judgement'] : []),
      ...(one.valid_until === null ? [] : [`Valid until ${shownDate(one.valid_until)}`]),
    ],
    href: entryAddress(caseId, one.event),
  }))
  const scored = assessments.flatMap(({ score, on, event }) =>
    score === null ? [] : [{ value: score, text: `${shownDate(on)}: ${String(score)}`, href: entryAddress(caseId, event) }],
  )
  return {
    name: label('risk_tool', tool) ?? 'A tool that is not shown',
    most,
    rows,
    ...barsOnScale(most === null ? [] : scored, most ?? 1),
  }
}

const WITHHELD = {
  under_18: 'Not worked out for somebody under 18.',
  age_not_shown: 'Not worked out: no birth date is shown to you, and it is never worked out for somebody under 18.',
} as const

function rfgOf(pattern: Pattern, context: OverviewContext): Readonly<Record<string, unknown>> | undefined {
  const { rfg } = pattern
  if (rfg === null) return undefined
  return {
    withheld: rfg.withheld === null ? undefined : WITHHELD[rfg.withheld],
    total: rfg.worked_out?.total,
    outOf: rfg.worked_out?.out_of,
    rows: rfgRows(pattern, context),
    published: rfg.published.map(({ event, on, agency, total, recency, frequency, gravity, victims, window_months: months, method }) => ({
      text: `${shownDate(on)}: ${total === null ? 'total not shown' : `total ${String(total)}`}, by ${agency.name}`,
      more: [
        [
          ['recency', recency],
          ['frequency', frequency],
          ['gravity', gravity],
          ['victims', victims],
        ]
          .flatMap(([name, value]) => (value === null ? [] : [`${String(name)} ${String(value)}`]))
          .join(', '),
        ...(months === null ? [] : [`Over ${String(months)} months`]),
        ...(method === null ? [] : [`Method ${method}`]),
      ],
      href: entryAddress(context.caseId, event),
    })),
  }
}
