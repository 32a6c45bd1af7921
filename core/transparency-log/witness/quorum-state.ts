import { isQuorum, openUnderPolicy, type LogPolicy } from './policy.ts'

/** How far a log is witnessed, by a policy. */
export interface QuorumState {
  /** Leaves of the newest checkpoint that the log has signed; undefined before the first. */
  readonly signed: number | undefined
  /** Leaves of the newest that a quorum of the policy has cosigned; undefined where there is none. */
  readonly cosigned: number | undefined
  /** When the oldest leaf was recorded that no quorum has cosigned, milliseconds since the Unix epoch; undefined: all are cosigned. */
  readonly waitingSince: number | undefined
  /** Whether it has waited so long that people are told, and nothing leaves the building by it: exports are refused. */
  readonly isLate: boolean
}

/** Longest wait for a quorum (ms). */
export const QUORUM_WITHIN_MS = 300_000

/** Leaves of a checkpoint that counts under a policy; undefined where it does not, or lacks a quorum. */
export function quorumSize(note: string | undefined, policy: LogPolicy): number | undefined {
  const opened = note === undefined ? 'unsigned' : openUnderPolicy(Buffer.from(note, 'utf8'), policy)
  return typeof opened !== 'string' && opened.isQuorum ? opened.checkpoint.size : undefined
}

/** Whether the policy wants no witness at all. */
export const wantsNoWitness = (policy: LogPolicy): boolean => isQuorum(policy, new Set())

/**
 * Judges how far a log is witnessed.
 * @param sizes leaves of the newest signed checkpoint, and of the newest with a quorum (`quorumSize`)
 * @param recordedAt when the first leaf after those was recorded, milliseconds since the Unix epoch; undefined where nobody can say: then it has waited for ever
 * @param now milliseconds since the Unix epoch
 */
export function judgeQuorum(
  { signed, cosigned }: Pick<QuorumState, 'signed' | 'cosigned'>,
  recordedAt: number | undefined,
  now: number,
): QuorumState {
  if (signed === undefined || signed <= (cosigned ?? 0)) return { signed, cosigned, waitingSince: undefined, isLate: false }
  const waitingSince = recordedAt ?? 0
  return { signed, cosigned, waitingSince, isLate: now - waitingSince >= QUORUM_WITHIN_MS }
}
