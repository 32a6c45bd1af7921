import { policyOf } from '../../../../commands/policy.ts'
import { verifyAll } from '../../../../commands/verify.ts'
import { keepOnce } from '../../../../consumers/heads/keep-once.ts'
import type { ReplayFinding, ReplayOutcome } from '../../../../gateway/audit/replay/outcome.ts'
import { replay } from '../../../../gateway/audit/replay/replay.ts'
import type { ReplayReport } from '../../../../gateway/audit/replays.ts'
import { RECORD_TOPICS } from '../../../../infra/event-log/topics.ts'
import { loadRecords } from '../../../../schemas/index.ts'
import type { DemoWorld } from '../../../fixtures/demo-world.ts'

/** Brings the heads of the logs up to where the logs are: what is altered afterwards is altered for them. */
export const heads = ({ parts }: Pick<DemoWorld, 'parts'>): Promise<void> =>
  keepOnce({ ...parts, topics: RECORD_TOPICS.map(({ topic }) => topic) })

/** What a replay of all records and a comparison of store and logs find. */
export interface Inspection {
  readonly counts: Readonly<Partial<Record<ReplayOutcome, number>>>
  readonly findings: readonly ReplayFinding[]
  /** Findings of `audit verify` in a line each: code, log or store, number, class and form. */
  readonly store: readonly string[]
}

export const replayAll = ({ parts }: Pick<DemoWorld, 'parts'>): Promise<ReplayReport> =>
  replay({ ...parts, records: loadRecords(), policyOf }, {})

export async function inspect({ parts }: Pick<DemoWorld, 'parts'>): Promise<Inspection> {
  const { counts, findings } = await replayAll({ parts })
  const store = (await verifyAll(parts)).map(({ code, in: where, topic, sequence, class: sensitivity, form }) =>
    [code, where, topic, sequence, sensitivity, form].filter((part) => part !== undefined).join(' '),
  )
  return { counts, findings, store }
}

/** The outcomes of findings, each once, with the log that each names. */
export const named = ({ findings }: Inspection): readonly string[] =>
  [...new Set(findings.map(({ outcome, detail }) => [outcome, /(case|links|control)\.events/.exec(detail)?.[0]].join(' ').trim()))].sort()
