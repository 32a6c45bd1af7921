import { withCandidates } from '../../../core/case/same-people.ts'
import type { AccessRecord, RequestValue } from '../../../core/access-log/access-record.ts'
import { leftOf, linkedCases, logsOf, type LinkedCase } from '../../../core/linking/case-links.ts'
import type { Confirmed, FoldedLogs, HeldRecord, NamedVersion } from './folded-logs.ts'
import { alterationWords } from './alteration-words.ts'
import { recordTampered, type Verdict } from './verdict.ts'
import type { CaseAtVersion } from './disclosed-set.ts'

const named = ({ versions }: AccessRecord, { cases }: RequestValue): readonly NamedVersion[] =>
  versions.map((version) => ({
    ...version,
    caseLog: version.log.startsWith('case:') ? cases[Number(version.log.slice('case:'.length))] : undefined,
  }))

const nameOf = ({ log, caseLog }: NamedVersion): string => (caseLog === undefined ? `${log}.events` : `case.events of case log ${caseLog}`)

function chainIn({ cases, control, links }: FoldedLogs, { log, caseLog, sequence }: NamedVersion): string | undefined {
  if (caseLog !== undefined) return cases.get(caseLog)?.chainAt(sequence)?.toString('hex')
  return log === 'links' ? links.chainAt(sequence) : log === 'control' ? control.chainAt(sequence) : undefined
}

/** What a read was decided over. */
export interface Versions {
  /** Number of the last entry of control.events. */
  readonly control: number
  /** Every case log that was read. */
  readonly logs: readonly CaseAtVersion[]
  /** The same logs as the cases that they were, as people had decided. */
  readonly cases: readonly LinkedCase<CaseAtVersion>[]
}

const NOT_WHOLE: Verdict = {
  outcome: 'state-tampered',
  detail: 'The read left out a case log that was one case with another that it saw: the read store was altered.',
}

function differing(logs: FoldedLogs, version: NamedVersion, confirmed: Confirmed): Verdict {
  const upTo = `${nameOf(version)} up to number ${String(version.sequence)}`
  const intact = confirmed(version)
  return intact >= version.sequence
    ? {
        outcome: 'state-tampered',
        detail: `The read saw ${upTo} otherwise than the log has it, which other records confirm: the read store was altered.`,
      }
    : { outcome: 'state-tampered', detail: `${upTo} is not what the read saw: ${alterationWords(logs, version, intact)}.` }
}

/** Of the logs that a record names in the clear, the verdict on the first that is not as it says; undefined where all are. */
export function checkShared(logs: FoldedLogs, confirmed: Confirmed, { versions }: AccessRecord): Verdict | undefined {
  const shared = versions.filter(({ log }) => !log.startsWith('case:')).map((version) => ({ ...version, caseLog: undefined }))
  const wrong = shared.find((version) => chainIn(logs, version) !== version.chain)
  return wrong && differing(logs, wrong, confirmed)
}

/** The versions of a record, whose running hashes the logs still have, or the verdict that one differs. */
export function checkVersions(logs: FoldedLogs, confirmed: Confirmed, { record, request }: HeldRecord): Versions | Verdict {
  const versions = named(record, request)
  const wrong = versions.find((version) => chainIn(logs, version) !== version.chain)
  if (wrong !== undefined) return differing(logs, wrong, confirmed)
  const numberOf = (name: string): number | undefined => versions.find(({ log }) => log === name)?.sequence
  const [control, links] = [numberOf('control'), logs.links.linksAt(numberOf('links') ?? 0)]
  const read = versions.flatMap(({ caseLog, sequence }): readonly CaseAtVersion[] => {
    const folded = caseLog === undefined ? undefined : logs.cases.get(caseLog)
    if (caseLog === undefined || folded === undefined) return []
    const events = folded.events.slice(0, sequence)
    return [{ caseLog, folded, sequence, events, left: leftOf(links, caseLog, events) }]
  })
  if (control === undefined || read.length !== request.cases.length) return recordTampered
  const seen = new Set(request.cases)
  const isWhole = read.every(({ caseLog }) => logsOf(links, caseLog).every((other) => seen.has(other)))
  return isWhole ? { control, logs: read, cases: withCandidates(linkedCases(links, read)) } : NOT_WHOLE
}
