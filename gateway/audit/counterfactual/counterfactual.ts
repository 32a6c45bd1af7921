import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import type { Decision } from '../../../policy/decide/decision.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import { replayDecision } from '../replay/decision.ts'
import type { ReplayDeps } from '../replay/deps.ts'
import { createReadReplay, verdictOn, type ReplayedRead } from '../replay/judge.ts'
import type { ReplayOutcome } from '../replay/outcome.ts'
import { streamReads, type StreamedRead } from '../replay/stream.ts'
import type { ReplayRange } from '../replays.ts'
import { itemChanges, type ReadEvent } from './compare-read.ts'
import type { CounterfactualReport } from './report.ts'
import { createTally, type ComparedRead, type Counts } from './tally.ts'

/** What is asked: what the reads of a range would have come to. */
export interface AskedCounterfactual {
  /** Under which release. */
  readonly candidate: Policy
  /** Held against which; undefined: each read against what it was decided by. */
  readonly baseline: Policy | undefined
  readonly range: ReplayRange & { readonly to: string }
}

/** Told of how many reads have been held against the other release so far. */
export type OnCompared = (reads: number) => void

/** Every event of the cases that were read, at the versions of the read, but for those that had left them. */
const eventsOf = ({ versions: { logs } }: ReplayedRead, { types }: Catalogue): readonly ReadEvent[] =>
  logs.flatMap(({ caseLog, events, left }) =>
    events
      .filter(({ sequence }) => !left.has(sequence))
      .map(({ sequence, index }) => ({ caseLog, sequence, family: types.get(index.type)?.family ?? '' })),
  )

/** The decision of a recorded read under a release. */
function decidedBy(policy: Policy, read: ReplayedRead, action: string): Decision {
  if (policy.hash === read.policy.hash) return read.decision
  return replayDecision(policy, action, read.asked, read.versions.cases, read.request, read.recorded).decision
}

function compared(
  record: AccessRecord,
  read: ReplayedRead,
  { candidate, baseline = read.policy }: AskedCounterfactual,
  catalogue: Catalogue,
): ComparedRead {
  const [one, other] = [decidedBy(baseline, read, record.action), decidedBy(candidate, read, record.action)]
  return {
    group: { role: record.role, agency: record.agency, purpose: record.purpose },
    release: record.policy,
    outcome: { from: one.outcome, to: other.outcome },
    items: itemChanges(eventsOf(read, catalogue), one, other),
  }
}

/** What a record is to a comparison: a read, one that decided nothing, or the outcome of a replay by which it cannot be held against anything. */
function readOf({ record, opened, judging }: StreamedRead): { readonly record: AccessRecord; readonly read: ReplayedRead } | string {
  const read = createReadReplay(judging)(record, opened)
  if (!('policy' in read)) return read.outcome
  if (record === undefined) throw new TypeError('A read without its record.')
  const { outcome } = verdictOn(judging, record, read)
  return HOLDS.has(outcome) ? { record, read } : outcome
}

const UNDECIDED = 'match'
/** What is still known of a read whose parts were erased is enough: a decision opens none. */
const HOLDS: ReadonlySet<string> = new Set<ReplayOutcome>(['match', 'match-erased'])

/** Items that tell more, by role that faces the perpetrator under the candidate or under what it is held against. */
function newlyVisible({ changes }: Pick<CounterfactualReport, 'changes'>, facing: (role: string) => boolean): Counts {
  const byRole = Map.groupBy(
    changes.filter(({ role, gained }) => gained > 0 && facing(role)),
    ({ role }) => role,
  )
  return Object.fromEntries([...byRole].map(([role, rows]) => [role, rows.reduce((sum, { gained }) => sum + gained, 0)]))
}

/**
 * Decides the recorded reads of a range again under another release, over the logs as they were, and counts what becomes of every event and part. Only a read whose
 * replay matches is held against it: what was altered proves nothing. The same logs, range and releases give the same report, byte for byte.
 */
export async function counterfactual(
  deps: ReplayDeps,
  asked: AskedCounterfactual,
  onCompared: OnCompared = () => undefined,
): Promise<CounterfactualReport> {
  const { candidate, baseline, range } = asked
  const tally = createTally()
  const notCompared = new Map<string, number>()
  const releases = new Map<string, Policy>(
    [candidate, ...(baseline === undefined ? [] : [baseline])].map((policy) => [policy.hash, policy]),
  )
  let [records, undecided] = [0, 0]
  for await (const streamed of streamReads(deps, range)) {
    records += 1
    const found = readOf(streamed)
    if (found === UNDECIDED) undecided += 1
    else if (typeof found === 'string') notCompared.set(found, (notCompared.get(found) ?? 0) + 1)
    else {
      if (baseline === undefined) releases.set(found.read.policy.hash, found.read.policy)
      tally.add(compared(found.record, found.read, asked, deps.catalogue))
      onCompared(records)
    }
  }
  const totals = tally.totals()
  return {
    version: 1,
    candidate: candidate.hash,
    ...(baseline === undefined ? {} : { baseline: baseline.hash }),
    range,
    records,
    undecided,
    not_compared: Object.fromEntries([...notCompared].sort(([one], [other]) => (one < other ? -1 : 1))),
    ...totals,
    newly_visible: newlyVisible(totals, (role) => [...releases.values()].some((policy) => policy.facesPerpetrator(role))),
  }
}
