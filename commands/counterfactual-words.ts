import type { CounterfactualReport } from '../gateway/audit/counterfactual/report.ts'
import type { CounterfactualSummary } from '../gateway/audit/counterfactual/report.ts'
import type { GroupChange, OutcomeChange } from '../gateway/audit/counterfactual/tally.ts'
import { counted } from '../core/words/counted.ts'

const items = (count: number): string => counted(count, 'item')
const reads = (count: number): string => counted(count, 'read')

/** What a report says before anything else, in lines. An item is one event of one read. */
export const summaryWords = ({ compared, refused, allowed, gained, lost, newlyVisible }: CounterfactualSummary): string =>
  [
    `${reads(compared)} held against it: ${String(refused)} would have been refused, ${String(allowed)} allowed.`,
    `${items(gained)} would have told more, ${String(lost)} less.`,
    `Newly visible to roles that face the perpetrator: ${String(newlyVisible)}.`,
  ].join('\n')

const countsWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name.replace('>', ' → ')} ${String(count)}`)
    .join(', ')

const outcomeWords = ({ role, agency, purpose, from, to, reads: count }: OutcomeChange): string =>
  `  ${role} of ${agency}, ${purpose}: ${reads(count)} ${from} → ${to}`

const changeWords = ({ role, agency, purpose, family, items: became, parts }: GroupChange): string =>
  `  ${role} of ${agency}, ${purpose}, ${family === '' ? 'events of the bus' : family}: ${countsWords({
    ...Object.fromEntries(
      Object.entries(became).filter(([name]) => {
        const [from, to] = name.split('>')
        return from !== to
      }),
    ),
    ...parts,
  })}`

/** A whole report in lines: for auditors, who see every count. */
export const reportWords = (report: CounterfactualReport): string =>
  [
    ...report.outcomes.map(outcomeWords),
    ...report.changes.map(changeWords),
    ...Object.entries(report.not_compared).map(([outcome, count]) => `  ${reads(count)} could not be held against it: ${outcome}`),
  ].join('\n')
