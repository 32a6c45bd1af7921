import { dutiesOf } from '../../../core/control/duties.ts'
import { staffToken } from '../../../core/linking/tokens.ts'
import { disclosedSetHash } from '../../../core/disclosure/disclosed-set.ts'
import { ofControl, type Reader } from '../../../policy/facts/input.ts'
import type { Decision, EventDecision } from '../../../policy/decide/decision.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { NEED_WORDS } from '../../read/decide-cases.ts'
import { decisionValue } from '../../read/on-record.ts'
import type { AccessRecord, DecisionValue, RequestValue } from '../../../core/access-log/access-record.ts'
import type { OpenedRecord } from '../../../infra/access-log/open-record.ts'
import { compare } from './compare.ts'
import { replayDecision, isDecided, isPaged, type ReplayedRequest } from './decision.ts'
import { replayedPage, replayedRows } from './disclosed-set.ts'
import type { ReplayDeps } from './deps.ts'
import { MATCH, recordAltered, type Verdict } from './verdict.ts'
import { checkVersions, type Confirmed, type FoldedLogs, type Versions } from './versions.ts'

/** The logs, folded, and the secrets that tokens and ids are made with. */
export interface JudgeDeps extends Pick<ReplayDeps, 'catalogue' | 'policyOf'> {
  readonly logs: FoldedLogs
  readonly confirmed: Confirmed
  readonly secrets: { readonly linking: Buffer; readonly readerIds: Buffer }
}

const UNREADABLE: Verdict = { outcome: 'record-altered', detail: 'The entry of access.log cannot be read as an access record.' }
const ERASED: Verdict = { outcome: 'erased', detail: 'The key of its opening was destroyed.' }
const LOST: Verdict = {
  outcome: 'unreadable',
  detail: 'The key of its opening is missing from the vault: the vault is older than the record.',
}
const POLICY_MISSING: Verdict = {
  outcome: 'policy-missing',
  detail: 'The policy release or engine of the record was not in force at its version of control.events, or is not to be had.',
}

/** A replayed read: what it was asked, over which logs, by which policy, and what of it went out. */
export interface ReplayedRead {
  readonly policy: Policy
  readonly asked: ReplayedRequest
  readonly request: RequestValue
  readonly versions: Versions
  readonly decision: Decision
  readonly disclosed: readonly EventDecision[]
  readonly recorded: DecisionValue
  /** Of a list: the case logs of the cases that need words first. */
  readonly needWords: readonly string[]
}

interface Recorded {
  readonly record: AccessRecord
  readonly agency: AgencyId
  readonly staff: string
  readonly request: RequestValue
  readonly decision: DecisionValue
}

function replayRead(
  deps: JudgeDeps,
  policy: Policy,
  { record, agency, staff, request, decision: recorded }: Recorded,
  versions: Versions,
): ReplayedRead {
  const { linking, readerIds } = deps.secrets
  const state = deps.logs.control.stateAt(versions.control)
  const token = staffToken(linking, staff)
  const reader: Reader = { staff, tokens: [token, staffToken(linking, agency)], agency, role: record.role }
  const asked: ReplayedRequest = {
    request: { reader, purpose: record.purpose, channel: request.channel, justified: request.justified },
    ...ofControl(state),
    now: record.at,
    duties: dutiesOf(state.staff, token),
  }
  const replayed = replayDecision(policy, record.action, asked, versions.cases, request, recorded)
  const { decision } = replayed
  const disclosed =
    isPaged(record) && decision.outcome === 'permit'
      ? replayedPage(decision, versions.logs, request, staff, { catalogue: deps.catalogue, readerIds })
      : replayed.disclosed
  return { policy, asked, request, versions, decision, disclosed, recorded, needWords: replayed.needWords ?? [] }
}

const OTHER_WORDS: Verdict = { outcome: 'differs', detail: 'The same inputs name other cases that need words first.' }

/** Whether a list told the same cases to need words first. Records of before do not say. */
const namesTheSame = ({ page }: RequestValue, needWords: readonly string[]): boolean =>
  page[NEED_WORDS] === undefined || page[NEED_WORDS] === needWords.join(' ')

/** What a read that was made again comes to, held against its record. */
export function verdictOn(record: AccessRecord, { decision, disclosed, versions, request, recorded, needWords }: ReplayedRead): Verdict {
  if (!namesTheSame(request, needWords)) return OTHER_WORDS
  const rows = replayedRows(disclosed, versions.logs)
  return compare(record, recorded, {
    decision,
    released: disclosedSetHash(disclosed, rows),
    value: decisionValue(decision, disclosed, rows, request.cases),
  })
}

/** Makes the read of an access record again: opens, checks versions, decides; or says why that cannot be. MATCH for one that decided nothing of a case. */
export function createReadReplay(
  deps: JudgeDeps,
): (record: AccessRecord | undefined, opened: OpenedRecord | undefined) => ReplayedRead | Verdict {
  const policyFor = (record: AccessRecord, control: number): Policy | undefined => {
    const release = deps.logs.control.stateAt(control).policy
    if (release?.hash !== record.policy || release.engine !== record.engine) return undefined
    return deps.policyOf(release)
  }
  return (record, opened) => {
    if (record === undefined || opened === undefined) return UNREADABLE
    const { actor, request, decision } = opened
    if (actor === 'altered' || request === 'altered' || decision === 'altered') return recordAltered
    if (actor === 'erased' || request === 'erased' || decision === 'erased') return ERASED
    if (actor === 'unreadable' || request === 'unreadable' || decision === 'unreadable') return LOST
    if (!isDecided(record) || record.versions.length === 0) return MATCH
    const versions = checkVersions(deps.logs, deps.confirmed, { record, request })
    if ('outcome' in versions) return versions
    const policy = policyFor(record, versions.control)
    if (policy === undefined) return POLICY_MISSING
    const { agency } = record
    if (actor.staff === null || agency === '') return recordAltered
    return replayRead(deps, policy, { record, agency, staff: actor.staff, request, decision }, versions)
  }
}

/** Judges one access record: makes its read again, and compares. Pure over what was folded. */
export function createJudge(deps: JudgeDeps): (record: AccessRecord | undefined, opened: OpenedRecord | undefined) => Verdict {
  const replayOf = createReadReplay(deps)
  return (record, opened) => {
    const replayed = replayOf(record, opened)
    if (!('policy' in replayed)) return replayed
    return record === undefined ? UNREADABLE : verdictOn(record, replayed)
  }
}
