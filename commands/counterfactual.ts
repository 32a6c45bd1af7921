import { z } from 'zod'
import { createAccessLog } from '../gateway/audit/access-log.ts'
import { counterfactual } from '../gateway/audit/counterfactual/counterfactual.ts'
import {
  COUNTERFACTUAL_ACTION,
  recordedCounterfactual,
  reportOnRecord,
  type RecordedCounterfactual,
} from '../gateway/audit/counterfactual/on-record.ts'
import type { Baseline, CounterfactualReport } from '../gateway/audit/counterfactual/report.ts'
import { createRecorder } from '../gateway/audit/recorder.ts'
import type { ReplayRange } from '../gateway/audit/replays.ts'
import { noCase } from '../gateway/read/on-record.ts'
import { disclosedSetHash } from '../core/disclosure/disclosed-set.ts'
import { createRecordCodec } from '../infra/registry/record-codec.ts'
import { checkRelease } from '../policy/decide/check-release.ts'
import { createPolicy, type Policy } from '../policy/policy.ts'
import { loadRelease, type ReleaseFiles } from '../policy/release/load.ts'
import { filesInControl } from '../policy/release/control-release.ts'
import { loadRecords } from '../schemas/index.ts'
import { controlNow } from './control-now.ts'
import type { Parts } from './parts.ts'
import { policyInUse, policyOf } from './policy.ts'

const AUDIT = 'audit'

/** Puts a report on record, with nobody signed in: whoever runs commands on this machine. Rejects where it cannot be: then nothing is shown. */
async function putReportOnRecord(parts: Parts, policy: Policy, report: CounterfactualReport): Promise<string> {
  const { log, registry, vault, crashPoint, clock } = parts
  const record = createRecorder({ vault, accessLog: createAccessLog(log, createRecordCodec(registry)), crashPoint })
  return record({
    at: new Date(clock.now()).toISOString(),
    action: COUNTERFACTUAL_ACTION,
    reader: undefined,
    purpose: AUDIT,
    outcome: 'permit',
    engine: policy.engine,
    policy: policy.hash,
    versions: [],
    request: { ...noCase, page: reportOnRecord(report) },
    decision: { outcome: 'permit', events: [], released: [] },
    released: disclosedSetHash([], []),
  })
}

/** What is asked of recorded reads: under which files, over which range, and held against what. */
export interface CounterfactualAsked {
  /** Files of the other release, or the hash of one that was proposed or is in force. */
  readonly policy: ReleaseFiles | string
  readonly range: Pick<ReplayRange, 'from' | 'to'>
  readonly against: Baseline
}

/** A report, and the access record by which it is on record. */
export interface CounterfactualMade {
  readonly record: string
  readonly report: CounterfactualReport
}

async function filesOf({ store }: Parts, policy: CounterfactualAsked['policy']): Promise<ReleaseFiles> {
  if (typeof policy !== 'string') return policy
  const { proposals, policy: inForce } = await controlNow(store)
  const held = inForce?.hash === policy ? inForce : proposals.get(policy)
  if (held === undefined) throw new Error('--policy must be a folder with cedar/ and tables/, or the hash of a release that was proposed.')
  return filesInControl(held.files)
}

/** Holds recorded reads against another release, and puts the report on record. Throws Error for files that do not pass their checks. */
export async function makeCounterfactual(parts: Parts, { policy, range, against }: CounterfactualAsked): Promise<CounterfactualMade> {
  const files = await filesOf(parts, policy)
  const problems = checkRelease(files)
  if (problems.length > 0) throw new Error(`The files do not pass:\n${problems.join('\n')}`)
  const inForce = await policyInUse(parts)
  const { from, to = new Date(parts.clock.now()).toISOString() } = range
  const report = await counterfactual(
    { ...parts, records: loadRecords(), policyOf },
    {
      candidate: createPolicy(loadRelease(files)),
      baseline: against === 'in-force' ? inForce : undefined,
      range: { ...(from === undefined ? {} : { from }), to },
    },
  )
  return { record: await putReportOnRecord(parts, inForce, report), report }
}

/** A report that is on record here, by its hash. */
export const findCounterfactual = ({ log, registry, vault }: Parts, hash: string): Promise<RecordedCounterfactual | undefined> =>
  recordedCounterfactual({ log, vault, accessLog: createAccessLog(log, createRecordCodec(registry)) }, hash)

const asked = z.object({
  policy: z.union([z.string(), z.array(z.tuple([z.string(), z.string()]))]),
  from: z.string().optional(),
  to: z.string().optional(),
  against: z.enum(['in-force', 'recorded']),
})

/** The command to a running process. */
export const counterfactualHandler =
  (parts: Parts) =>
  async (given: Readonly<Record<string, unknown>>): Promise<CounterfactualMade> => {
    const { policy, from, to, against } = asked.parse(given)
    return makeCounterfactual(parts, {
      policy: typeof policy === 'string' ? policy : new Map(policy),
      range: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
      against,
    })
  }
