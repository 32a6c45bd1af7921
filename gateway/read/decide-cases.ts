import { byText, type CaseLogEvents } from '../../core/case/case-events.ts'
import type { LinkedCase } from '../../core/linking/case-links.ts'
import { finishInSlices } from '../../infra/event-loop/in-slices.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { Decision, Outcome } from '../../policy/decide/decision.ts'
import { type DecisionInput, ofControl, type ReadRequest } from '../../policy/facts/input.ts'
import type { Policy } from '../../policy/policy.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import type { ControlView } from './control-view.ts'
import type { ReadDeps } from './deps.ts'
import { liveRequest } from './readers.ts'
import { readCases, type CaseLog, type CaseSnapshot } from './snapshot.ts'

/** Who reads cases, what for, and whether words were given for it. */
export interface AskedOfCases {
  readonly reader: ReaderCredential
  readonly purpose: string
  readonly justified: boolean
}

/** What is asked of every case of a read alike: a decision's input but for the case. */
export type InputOfRead = Pick<DecisionInput, 'request' | 'agencies' | 'instrumentsSince' | 'now'>

/** What a decision over a case rests on, or over none. */
export const caseInput = (
  asked: InputOfRead,
  found: Pick<LinkedCase<CaseLogEvents & { readonly caseLog: CaseLogId }>, 'logs' | 'same'> | undefined,
): DecisionInput => ({ ...asked, logs: found?.logs ?? [], ...(found === undefined ? {} : { same: found.same }) })

const inputOfRead = (deps: ReadDeps, { reader, purpose, justified }: AskedOfCases, control: ControlView, now: string): InputOfRead => ({
  request: liveRequest(reader, purpose, deps.secrets, justified),
  ...ofControl(control),
  now,
})

/** Decides a read, and lets other requests have their turn on the way. */
export const decideInSlices = (policy: Policy, input: DecisionInput): Promise<Decision> => finishInSlices(policy.decisionSteps(input))

/** The case log that a reader's id of a case stands for, as case logs to read; none for an id of no case. */
export function caseLogsOf({ caseIds }: Pick<ReadDeps, 'caseIds'>, { agency }: ReaderCredential, caseId: string): readonly CaseLogId[] {
  const caseLog = caseIds.inside(agency, caseId)
  return caseLog === undefined ? [] : [caseLog]
}

/** One case, or none, as it stood at a moment, and what a decision over it rests on. */
export interface OneCase {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly snapshot: CaseSnapshot
  /** The log that stands for the case, to which its own events go; undefined where there is no case. */
  readonly caseLog: CaseLogId | undefined
  readonly input: DecisionInput
}

/** Reads the one case that case logs lead to, inside a snapshot of the read store; none where they lead to none, or to several. `at`: ISO 8601 in UTC. */
export async function readOneCase(
  tx: ReadStoreTx,
  deps: ReadDeps,
  asked: AskedOfCases,
  caseLogs: readonly CaseLogId[],
  at: string,
): Promise<OneCase> {
  const snapshot = await readCases(tx, deps, caseLogs)
  const found = snapshot.cases.length === 1 ? snapshot.cases[0] : undefined
  return { at, snapshot, caseLog: found?.caseLog, input: caseInput(inputOfRead(deps, asked, snapshot.control, at), found) }
}

/** One case, and what was decided over it. */
export interface DecidedCase extends OneCase {
  readonly decision: Decision
}

/** Decides over one case in a snapshot. `decide`: by default whether, and what of it, is read. */
export async function decideOneCase(
  tx: ReadStoreTx,
  deps: ReadDeps,
  asked: AskedOfCases,
  caseLogs: readonly CaseLogId[],
  at: string,
  decide: (input: DecisionInput) => Decision | Promise<Decision> = (input) => decideInSlices(deps.policy, input),
): Promise<DecidedCase> {
  const one = await readOneCase(tx, deps, asked, caseLogs, at)
  return { ...one, decision: await decide(one.input) }
}

/** When the reader's emergency access to a case that was decided over ends, ISO 8601 in UTC; undefined where none is live. */
export function emergencyUntil({ policy }: Pick<ReadDeps, 'policy'>, input: DecisionInput): string | undefined {
  const until = policy.emergencyUntil(input)
  return until === undefined ? undefined : new Date(until).toISOString()
}

/** Whether the request alone is refused, whatever cases there are. */
export const isRefusedAlone = (outcome: Outcome): boolean => outcome !== 'permit' && outcome !== 'not_found'

/** The cases of a list, each with what was decided over it. */
export interface DecidedCases<Decided> {
  readonly snapshot: CaseSnapshot
  /** What is decided of the request over no case. */
  readonly alone: Decided
  /** Nothing where the request alone is refused. */
  readonly each: readonly { readonly of: LinkedCase<CaseLog>; readonly input: DecisionInput; readonly decided: Decided }[]
}

/** How a list finds its cases, and what it decides over each. */
export interface CaseList<Decided> {
  /** Case logs in which there may be something for the reader: where to look, never a permission. */
  readonly find: (tx: ReadStoreTx, request: ReadRequest, control: ControlView) => Promise<readonly CaseLogId[]>
  readonly decide: (input: DecisionInput) => Decided | Promise<Decided>
}

/** Decides over every case of a list, in one snapshot; over none where the request alone is refused. */
export async function decideCases<Decided extends { readonly outcome: Outcome }>(
  tx: ReadStoreTx,
  deps: ReadDeps,
  asked: AskedOfCases,
  at: string,
  { find, decide }: CaseList<Decided>,
): Promise<DecidedCases<Decided>> {
  const control = await deps.readControl(tx)
  const read = inputOfRead(deps, asked, control, at)
  const alone = await decide(caseInput(read, undefined))
  const snapshot = await readCases(tx, deps, isRefusedAlone(alone.outcome) ? [] : await find(tx, read.request, control))
  const each: { readonly of: LinkedCase<CaseLog>; readonly input: DecisionInput; readonly decided: Decided }[] = []
  for (const of of snapshot.cases) {
    const input = caseInput(read, of)
    each.push({ of, input, decided: await decide(input) })
  }
  return { snapshot, alone, each }
}

/** What an access record of a list says of the cases that were told to need words first: their case logs, in the order of the read. Records of before say nothing. */
export const NEED_WORDS = 'need_words'

/** Whether a case is on a list without anything of it: the reader is linked to it, and has to say words first. Pure. */
const needsWords = ({ outcome }: Pick<Decision, 'outcome'>): boolean => outcome === 'deny_justification'

/** The cases of a list that need words first, by the log that stands for each, in the order of the logs. Pure. */
export const needingWords = (
  each: readonly { readonly caseLog: CaseLogId; readonly decision: Pick<Decision, 'outcome'> }[],
): readonly CaseLogId[] => each.flatMap(({ caseLog, decision }) => (needsWords(decision) ? [caseLog] : [])).sort(byText)

/** The decision on a list: the refusal of the request alone, or what is shown of every case that is permitted. Pure. */
export const decisionOnList = (alone: Decision, each: readonly Decision[]): Decision =>
  isRefusedAlone(alone.outcome)
    ? alone
    : { outcome: 'permit', events: each.flatMap(({ outcome, events }) => (outcome === 'permit' ? events : [])) }
