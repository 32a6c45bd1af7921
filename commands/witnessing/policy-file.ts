import { readFileSync } from 'node:fs'
import { formatVerifierKey, type VerifierKey } from '../../core/transparency-log/notes/verifier-key.ts'
import { parsePolicy, type LogPolicy } from '../../core/transparency-log/witness/policy.ts'
import { ConfigurationError } from '../../infra/configuration/configuration.ts'

const SETTING = 'THROUGHLINE_WITNESS_POLICY'

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    throw new ConfigurationError(
      `${SETTING} names a file that cannot be read. Give the policy of the transparency log's witnesses (C2SP tlog-policy).`,
    )
  }
}

/** Reads the policy of the witnesses. Throws ConfigurationError, which names the lines that are wrong, or the line that it lacks. */
export function readWitnessPolicy(file: string, log: VerifierKey): LogPolicy {
  const policy = parsePolicy(bytesOf(file))
  if (!('logs' in policy))
    throw new ConfigurationError(
      `${SETTING}: ${policy.map(({ line, code }) => `line ${String(line)} (${code})`).join(', ')}. The form is that of C2SP tlog-policy: docs/how-to/run-a-witness.md.`,
    )
  if (!policy.logs.some(({ id, name }) => id === log.id && name === log.name))
    throw new ConfigurationError(
      `${SETTING} names other logs than this one: no cosignature would count. It lacks the line: log ${formatVerifierKey(log)}`,
    )
  return policy
}
