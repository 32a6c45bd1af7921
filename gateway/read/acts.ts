import { disclosedSetHash } from '../../core/disclosure/disclosed-set.ts'
import type { Credential } from '../identity/credential.ts'
import type { ReadDeps } from './deps.ts'
import { noCase } from './on-record.ts'
import { ReadRefused } from './outcome.ts'
import { recordCredential } from './readers.ts'

/** Something that was done and is no read of a case: a sign-in, the choice of a purpose, a change of keys. */
export interface Act {
  /** A code of core/access-log/actions.ts. */
  readonly action: string
  /** Who did it; undefined where that is not known. */
  readonly by: Credential | undefined
  /** Default: permit. */
  readonly outcome?: string
  /** A code of the list of purposes. */
  readonly purpose?: string
  /** What else belongs on record, sealed with the record's opening. */
  readonly page?: Readonly<Record<string, string>>
}

/** Puts an act on record; resolves with the record's id when it is durable. Throws ReadRefused `not-recorded` when it cannot be: then it is not answered. */
export type RecordAct = (act: Act) => Promise<string>

export const createActRecorder =
  ({ record, policy, secrets, clock }: Pick<ReadDeps, 'record' | 'policy' | 'secrets' | 'clock'>): RecordAct =>
  async ({ action, by, outcome = 'permit', purpose = '', page = {} }) => {
    try {
      return await record({
        at: new Date(clock.now()).toISOString(),
        action,
        outcome,
        purpose,
        versions: [],
        request: { ...noCase, page },
        reader: by && recordCredential(by, secrets),
        engine: policy.engine,
        policy: policy.hash,
        decision: { outcome, events: [], released: [] },
        released: disclosedSetHash([], []),
      })
    } catch (cause) {
      throw new ReadRefused('not-recorded', { cause })
    }
  }
