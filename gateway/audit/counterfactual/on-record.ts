import type { RequestValue } from '../../../core/access-log/access-record.ts'
import { openRecord } from '../../../infra/access-log/open-record.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import type { AccessLog } from '../access-log.ts'
import { reportHash, summaryOf, type CounterfactualReport, type CounterfactualSummary } from './report.ts'

/** The action of the access record of a counterfactual report: written when it is made, before anybody is shown it. */
export const COUNTERFACTUAL_ACTION = 'audit-counterfactual'

/** A report as its access record has it. */
export interface RecordedCounterfactual extends CounterfactualSummary {
  /** Hash of the report. */
  readonly report: string
  readonly candidate: string
  /** Empty: each read was held against its own release. */
  readonly baseline: string
  /** Date-times with offset; `from` is empty where the range begins with the first record. */
  readonly from: string
  readonly to: string
}

const COUNTS = ['compared', 'refused', 'allowed', 'gained', 'lost', 'newlyVisible'] as const

/** What of a report goes on record: its hash, of what it is, and what counts before anything else. */
export function reportOnRecord(report: CounterfactualReport): RequestValue['page'] {
  const summary = summaryOf(report)
  return {
    report: reportHash(report),
    candidate: report.candidate,
    baseline: report.baseline ?? '',
    from: report.range.from ?? '',
    to: report.range.to,
    ...Object.fromEntries(COUNTS.map((name) => [name, String(summary[name])])),
  }
}

function recordedIn({ page }: Pick<RequestValue, 'page'>): RecordedCounterfactual {
  const { report = '', candidate = '', baseline = '', from = '', to = '' } = page
  const [compared, refused, allowed, gained, lost, newlyVisible] = COUNTS.map((name) => Number(page[name])) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return { report, candidate, baseline, from, to, compared, refused, allowed, gained, lost, newlyVisible }
}

const CHUNK = 1_000

/** The newest report of a hash that is on record here; undefined where none is, or its record was erased or altered. Looks from the newest record back. */
export async function recordedCounterfactual(
  deps: { readonly log: EventLog; readonly accessLog: AccessLog; readonly vault: Vault },
  hash: string,
): Promise<RecordedCounterfactual | undefined> {
  const [range] = await deps.log.ranges(ACCESS_LOG)
  for (let end = range?.end ?? 0; end > (range?.start ?? 0); end -= CHUNK) {
    const from = Math.max(range?.start ?? 0, end - CHUNK)
    for (const { record } of (await deps.accessLog.read(from, end - from)).toReversed()) {
      if (record?.action !== COUNTERFACTUAL_ACTION || record.outcome !== 'permit') continue
      const { request } = await openRecord(deps.vault, record)
      if (typeof request !== 'string' && request.page.report === hash) return recordedIn(request)
    }
  }
  return undefined
}
