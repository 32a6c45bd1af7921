import type { FoldedCase } from '../../../core/case/fold-log.ts'
import { staffToken } from '../../../core/linking/tokens.ts'
import { releasedSetHash } from '../../../core/release/released-set.ts'
import type { Reader } from '../../policy/types.ts'
import type { Policy } from '../../read/reading.ts'
import { decisionValue } from '../../read/released.ts'
import type { AccessRecord, DecisionValue, RequestValue } from '../access-record.ts'
import type { OpenedRecord } from '../open-record.ts'
import { compare, MATCH, type Verdict } from './compare.ts'
import type { ControlLog } from './control-log.ts'
import { isDecided, namedAgain, pageAgain, rowsAgain, type CaseAtVersion } from './run-again.ts'
import type { ReplayDeps } from './replay.ts'

/** The logs, folded, and the secrets that tokens and ids are made with. */
export interface JudgeDeps extends Pick<ReplayDeps, 'catalogue' | 'policyOf'> {
  readonly cases: ReadonlyMap<string, FoldedCase>
  readonly control: ControlLog
  readonly links: readonly string[]
  readonly secrets: { readonly linking: Buffer; readonly readerIds: Buffer }
}

const altered = (detail: string): Verdict => ({ outcome: 'record-altered', detail })
const ALTERED = altered('The record, or its sealed opening, is not what was written.')
const logAltered = (name: string, sequence: number): Verdict =>
  ({ outcome: 'log-altered', detail: `${name} up to number ${String(sequence)} is not what the read saw: its running hash differs.` })

interface Versions {
  readonly control: number
  readonly cases: readonly CaseAtVersion[]
}

/** Versions whose running hashes the logs still have, or the verdict that one differs. */
function checkVersions(deps: JudgeDeps, record: AccessRecord, request: RequestValue): Versions | Verdict {
  let control = 0
  const cases: CaseAtVersion[] = []
  for (const { log, sequence, chain } of record.versions) {
    if (log === 'links' && deps.links[sequence] !== chain) return logAltered('links.events', sequence)
    if (log === 'control') {
      if (deps.control.chainAt(sequence) !== chain) return logAltered('control.events', sequence)
      control = sequence
    }
    if (!log.startsWith('case:')) continue
    const caseLog = request.cases[Number(log.slice('case:'.length))]
    const folded = caseLog === undefined ? undefined : deps.cases.get(caseLog)
    if (caseLog === undefined || folded === undefined) return ALTERED
    if (folded.chainAt(sequence)?.toString('hex') !== chain) return logAltered(`case.events of case log ${caseLog}`, sequence)
    cases.push({ caseLog, folded, sequence })
  }
  return cases.length === request.cases.length ? { control, cases } : ALTERED
}

function runAgain(deps: JudgeDeps, policy: Policy, record: AccessRecord, staff: string, request: RequestValue, versions: Versions): { readonly verdictOf: (recorded: DecisionValue) => Verdict } {
  const { linking, readerIds } = deps.secrets
  const { agencies } = deps.control.stateAt(versions.control)
  const reader: Reader = { staff, tokens: [staffToken(linking, staff), staffToken(linking, record.agency)], agency: record.agency, role: record.role }
  const asked = { reader, purpose: record.purpose, channel: request.channel, justified: request.justified }
  const decideOver = (cases: readonly CaseAtVersion[]) => policy.decide({
    request: asked, agencies, now: record.at,
    logs: cases.map(({ caseLog, folded, sequence }) => ({ caseLog, events: folded.events.slice(0, sequence) })),
  })
  const single = record.action === 'case-list' ? undefined : decideOver(versions.cases)
  const each = record.action === 'timeline' ? [] : versions.cases.map((at) => ({ at, decision: single ?? decideOver([at]) }))
  const alone = single ?? decideOver([])
  const decision = single ?? (alone.outcome === 'not_found' || alone.outcome === 'permit'
    ? { outcome: 'permit' as const, events: each.flatMap((one) => (one.decision.outcome === 'permit' ? one.decision.events : [])) }
    : alone)
  const released = decision.outcome !== 'permit' ? []
    : record.action === 'timeline' ? pageAgain(decision, versions.cases, request, staff, { catalogue: deps.catalogue, readerIds }) : namedAgain(each)
  const rows = rowsAgain(released, versions.cases)
  const rerun = { decision, released: releasedSetHash(released, rows), value: decisionValue(decision, released, rows, request.cases) }
  return { verdictOf: (recorded) => compare(record, recorded, rerun) }
}

/** Judges one access record: opens, checks versions, decides again, compares. Pure over what was folded. */
export function createJudge(deps: JudgeDeps): (record: AccessRecord | undefined, opened: OpenedRecord | undefined) => Verdict {
  const policies = new Map<string, Policy | undefined>()
  const policyFor = (record: AccessRecord, control: number): Policy | undefined => {
    const release = deps.control.stateAt(control).policy
    if (release?.hash !== record.policy || release.engine !== record.engine) return undefined
    const policy = policies.get(release.hash) ?? deps.policyOf(release)
    policies.set(release.hash, policy)
    return policy
  }
  return (record, opened) => {
    if (record === undefined || opened === undefined) return altered('The entry of access.log cannot be read as an access record.')
    const { actor, request, decision } = opened
    if (actor === 'altered' || request === 'altered' || decision === 'altered') return ALTERED
    if (actor === 'erased' || request === 'erased' || decision === 'erased') return { outcome: 'erased', detail: 'The key of its opening was destroyed.' }
    if (!isDecided(record) || record.versions.length === 0) return MATCH
    const versions = checkVersions(deps, record, request)
    if ('outcome' in versions) return versions
    const policy = policyFor(record, versions.control)
    if (policy === undefined) return { outcome: 'policy-missing', detail: 'The policy release or engine of the record was not in force at its version of control.events, or is not to be had.' }
    if (actor.staff === null) return ALTERED
    return runAgain(deps, policy, record, actor.staff, request, versions).verdictOf(decision)
  }
}
