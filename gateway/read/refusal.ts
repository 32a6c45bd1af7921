import { disclosedSetHash } from '../../core/disclosure/disclosed-set.ts'
import type { Credential } from '../identity/credential.ts'
import type { ReadDeps } from './deps.ts'
import { noCase } from './on-record.ts'
import { ReadRefused } from './outcome.ts'
import { recordCredential } from './readers.ts'

/** Records a request that was refused before any case was looked at: no token, not for this role, or not as it must be. */
export async function recordRefusal(
  deps: Pick<ReadDeps, 'record' | 'policy' | 'secrets' | 'clock'>,
  action: string,
  credential: Credential | undefined,
  outcome: string,
): Promise<void> {
  try {
    await deps.record({
      at: new Date(deps.clock.now()).toISOString(),
      action,
      outcome,
      purpose: '',
      versions: [],
      request: noCase,
      reader: credential && recordCredential(credential, deps.secrets),
      engine: deps.policy.engine,
      policy: deps.policy.hash,
      decision: { outcome, events: [], released: [] },
      released: disclosedSetHash([], []),
    })
  } catch (cause) {
    throw new ReadRefused('not-recorded', { cause })
  }
}

/** Runs a read; when it fails, that goes on record before the failure goes on. ReadRefused is an answer, and on record already. */
export async function failureOnRecord<T>(
  deps: Parameters<typeof recordRefusal>[0],
  action: string,
  credential: Credential,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof ReadRefused)) await recordRefusal(deps, action, credential, 'failed')
    throw error
  }
}
