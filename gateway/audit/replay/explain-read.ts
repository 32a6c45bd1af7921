import type { Explanation } from '../../../policy/explain/explain.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { DecisionInput } from '../../../policy/facts/input.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import type { ReplayedRead } from './judge.ts'
import type { CaseAtVersion } from './disclosed-set.ts'
import type { Verdict } from './verdict.ts'

/** An event of a recorded read, and why it was shown as it was. */
export interface EventExplained {
  /** Which of the read's case logs, and its number there. */
  readonly log: number
  readonly sequence: number
  readonly type: string
  /** The parts that went out, by owner, class and form. */
  readonly released: readonly (readonly [string, string, string])[]
  readonly explanation: Explanation
}

/** Why a recorded read showed what it did: the events that went out; or, refused, the questions that refused it. */
export interface ReadExplained {
  /** Of a read that cannot be replayed: why. */
  readonly verdict: Verdict | undefined
  readonly outcome: string
  readonly refused: Explanation | undefined
  readonly events: readonly EventExplained[]
  readonly policy: Pick<Policy, 'hash' | 'engine' | 'words'> | undefined
}

/** Explains a read that was replayed. Pure. */
export function explainRead(replayed: ReplayedRead | Verdict): ReadExplained {
  if (!('policy' in replayed)) return { verdict: replayed, outcome: replayed.outcome, refused: undefined, events: [], policy: undefined }
  const {
    policy,
    asked,
    versions: { cases, logs },
    request,
    decision,
    disclosed,
    recorded,
  } = replayed
  const inputOf = (caseLog: CaseLogId | undefined): DecisionInput => {
    const at = cases.find((found) => found.logs.some((log) => log.caseLog === caseLog)) ?? cases[0]
    return { ...asked, logs: at?.logs ?? [], ...(at === undefined ? {} : { same: at.same }) }
  }
  const one = (person: string): string => cases.map(({ same }) => same.get(person)).find((other) => other !== undefined) ?? person
  const partsOf = (log: number, sequence: number): EventExplained['released'] =>
    recorded.released
      .filter(([caseLog, number]) => caseLog === log && number === sequence)
      .flatMap(([, , parts]) => parts.map(([owner, sensitivity, form]) => [one(owner), sensitivity, form] as const))
  const typeOf = (log: CaseAtVersion | undefined, sequence: number): string =>
    log?.folded.events.find((event) => event.sequence === sequence)?.index.type ?? ''
  return {
    verdict: undefined,
    outcome: decision.outcome,
    refused: decision.outcome === 'permit' ? undefined : policy.explain(inputOf(undefined), undefined),
    events: disclosed.map(({ caseLog, sequence }) => ({
      log: request.cases.indexOf(caseLog),
      sequence,
      released: partsOf(request.cases.indexOf(caseLog), sequence),
      type: typeOf(
        logs.find((log) => log.caseLog === caseLog),
        sequence,
      ),
      explanation: policy.explain(inputOf(caseLog), { caseLog, sequence }),
    })),
    policy,
  }
}
