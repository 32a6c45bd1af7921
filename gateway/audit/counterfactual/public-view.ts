import { summaryOf, type CounterfactualReport } from './report.ts'

/** Counts smaller than this are not told outside: who is one of so few may be known. */
const LEAST = 5

/** A count as it may be told to anybody: in steps of five, so that no small one follows from the others. */
export type PublicCount = number | 'fewer than 5'

const told = (count: number): PublicCount => (count === 0 ? 0 : count < LEAST ? 'fewer than 5' : count - (count % LEAST))

/** A report as it may be published: by role alone. */
export interface PublicCounterfactual {
  readonly candidate: string
  readonly compared: PublicCount
  readonly refused: PublicCount
  readonly allowed: PublicCount
  /** By role code: items that tell more, and items that tell less. */
  readonly roles: Readonly<Record<string, { readonly gained: PublicCount; readonly lost: PublicCount }>>
}

/** What of a report may be published. An auditor sees the whole of it. Pure. */
export function publicView(report: CounterfactualReport): PublicCounterfactual {
  const { compared, refused, allowed } = summaryOf(report)
  const byRole = Map.groupBy(report.changes, ({ role }) => role)
  return {
    candidate: report.candidate,
    compared: told(compared),
    refused: told(refused),
    allowed: told(allowed),
    roles: Object.fromEntries(
      [...byRole].map(([role, rows]) => [
        role,
        { gained: told(rows.reduce((sum, { gained }) => sum + gained, 0)), lost: told(rows.reduce((sum, { lost }) => sum + lost, 0)) },
      ]),
    ),
  }
}
