import { dutiesOf } from '../../../core/control/duties.ts'
import { staffToken } from '../../../core/linking/tokens.ts'
import { disclosedSetHash } from '../../../core/disclosure/disclosed-set.ts'
import { ofControl, type Reader } from '../../../policy/facts/input.ts'
import type { Decision, EventDecision } from '../../../policy/decide/decision.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { AgencyId, CaseLogId } from '../../../schemas/ids.ts'
import { NEED_WORDS } from '../../read/decide-cases.ts'
import { decisionValue } from '../../read/on-record.ts'
import type { AccessRecord, DecisionValue, RequestValue } from '../../../core/access-log/access-record.ts'
import type { OpenedRecord } from '../../../infra/access-log/open-record.ts'
import { compare } from './compare.ts'
import { replayDecision, isDecided, isPaged, type ReplayedRequest } from './decision.ts'
import { recordedSetHash, replayedPage, replayedRows } from './disclosed-set.ts'
import type { PartPlace } from './erased-parts.ts'
import { withReason } from './difference-words.ts'
import type { ReplayDeps } from './deps.ts'
import { ruledBy, type RuledBy } from './policies.ts'
import { MATCH, MATCH_ERASED, recordTampered, type Verdict } from './verdict.ts'
import type { Confirmed, FoldedLogs } from './folded-logs.ts'
import { checkShared, checkVersions, type Versions } from './versions.ts'

/** The logs, folded, and the secrets that tokens and ids are made with. */
export interface JudgeDeps extends Pick<ReplayDeps, 'catalogue' | 'policyOf'> {
  readonly logs: FoldedLogs
  readonly confirmed: Confirmed
  /** Which parts of the case logs were erased. */
  readonly isErased: (part: PartPlace & { readonly caseLog: CaseLogId }) => boolean
  /** Whether two people ordered the erasure of each destroyed key of this record's opening. */
  readonly isOrdered: boolean
  readonly secrets: { readonly linking: Buffer; readonly readerIds: Buffer }
}

const UNREADABLE: Verdict = { outcome: 'record-tampered', detail: 'The entry of access.log cannot be read as an access record.' }
const ERASED: Verdict = {
  outcome: 'match-erased',
  detail: 'The key of its opening was destroyed: the record holds, its read cannot be run again.',
}
const LOST: Verdict = {
  outcome: 'missing',
  detail: 'The key of its opening is missing from the vault, and nobody erased it: the vault is older than the record.',
}
const UNORDERED: Verdict = {
  outcome: 'missing',
  detail: 'The key of its opening was destroyed, and nobody ordered it: no erasure by two people in control.events means it.',
}

/** A replayed read: what it was asked, over which logs, by which policy, and what of it went out. */
export interface ReplayedRead {
  readonly policy: Policy
  /** Set where the record names another engine than the release in force was for. */
  readonly drift: Verdict | undefined
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
  { policy, drift }: RuledBy,
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
  return { policy, drift, asked, request, versions, decision, disclosed, recorded, needWords: replayed.needWords ?? [] }
}

/** Whether a list told the same cases to need words first. Records of before do not say. */
function otherWords({ page }: RequestValue, needWords: readonly string[]): Verdict | undefined {
  const recorded = page[NEED_WORDS]
  if (recorded === undefined || recorded === needWords.join(' ')) return undefined
  const told = recorded.split(' ').filter((caseLog) => caseLog !== '')
  return told.every((caseLog) => needWords.includes(caseLog))
    ? { outcome: 'under-release', detail: 'The same inputs name more cases that need words first.' }
    : { outcome: 'over-release', detail: 'The same inputs do not name all the cases that were told to need words first.' }
}

/** What a read that was made again comes to, held against its record. */
export function verdictOn({ isErased }: JudgeDeps, record: AccessRecord, replayed: ReplayedRead): Verdict {
  const { decision, disclosed, versions, request, recorded, needWords } = replayed
  const words = otherWords(request, needWords)
  if (words !== undefined) return words
  const rows = replayedRows(disclosed, versions.logs)
  const difference = compare(record, recorded, {
    decision,
    released: disclosedSetHash(disclosed, rows),
    value: decisionValue(decision, disclosed, rows, request.cases),
  })
  if (difference.verdict.outcome !== 'match') return withReason(difference, replayed)
  return replayed.drift ?? (rows.some(isErased) ? MATCH_ERASED : MATCH)
}

/** Of a record whose opening, or a part of it, was erased: what can still be compared is. */
function verdictOnErased(deps: JudgeDeps, record: AccessRecord, { request, decision }: OpenedRecord): Verdict {
  if (typeof request === 'string' || typeof decision === 'string') return checkShared(deps.logs, deps.confirmed, record) ?? ERASED
  const versions = isReplayed(record) ? checkVersions(deps.logs, deps.confirmed, { record, request }) : undefined
  if (versions === undefined) return ERASED
  if ('outcome' in versions) return versions
  return recordedSetHash(decision, request, versions.logs) === record.released
    ? ERASED
    : {
        outcome: 'record-tampered',
        detail: 'The record contradicts itself: its hash of the released set is not that of the set which it lists.',
      }
}

/** Whether a record is of a read that was decided over versions of the logs. */
const isReplayed = (record: AccessRecord): boolean => isDecided(record) && record.versions.length > 0

/** Makes the read of an access record again: opens, checks versions, decides; or says why that cannot be. MATCH for one that decided nothing of a case. */
export function createReadReplay(
  deps: JudgeDeps,
): (record: AccessRecord | undefined, opened: OpenedRecord | undefined) => ReplayedRead | Verdict {
  return (record, opened) => {
    if (record === undefined || opened === undefined) return UNREADABLE
    const { actor, request, decision } = opened
    if (actor === 'altered' || request === 'altered' || decision === 'altered') return recordTampered
    if (actor === 'unreadable' || request === 'unreadable' || decision === 'unreadable') return LOST
    if (actor === 'erased' || request === 'erased' || decision === 'erased')
      return deps.isOrdered ? verdictOnErased(deps, record, opened) : UNORDERED
    if (!isReplayed(record)) return MATCH
    const versions = checkVersions(deps.logs, deps.confirmed, { record, request })
    if ('outcome' in versions) return versions
    const ruled = ruledBy(deps, record, versions.control)
    if ('outcome' in ruled) return ruled
    const { agency } = record
    if (actor.staff === null || agency === '') return recordTampered
    return replayRead(deps, ruled, { record, agency, staff: actor.staff, request, decision }, versions)
  }
}

/** Judges one access record: makes its read again, and compares. Pure over what was folded. */
export function createJudge(deps: JudgeDeps): (record: AccessRecord | undefined, opened: OpenedRecord | undefined) => Verdict {
  const replayOf = createReadReplay(deps)
  return (record, opened) => {
    const replayed = replayOf(record, opened)
    if (!('policy' in replayed)) return replayed
    return record === undefined ? UNREADABLE : verdictOn(deps, record, replayed)
  }
}
