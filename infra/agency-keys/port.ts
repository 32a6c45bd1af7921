import type { AgencyId } from '../../schemas/ids.ts'

/**
 * The agency key store port: the public keys that agencies' systems sign in with, and which of their assertions were used, shared by all gateways.
 * `tests/contract/agency-key-store.ts` is its suite.
 */

/** A public key of an agency. Times are milliseconds since the Unix epoch, of the gateway's clock. */
export interface AgencyKey {
  readonly agency: AgencyId
  /** JWK thumbprint of the key, SHA-256 (RFC 7638). */
  readonly kid: string
  /** Public JWK as JSON. */
  readonly jwk: string
  readonly addedAt: number
  /** From then on it signs nobody in. */
  readonly endsAt: number
  /** When it was last signed in with. */
  readonly usedAt: number | undefined
}

/** An assertion that was signed in with: a hash of who signed it and its `jti`, kept until it would have expired. */
export interface UsedAssertion {
  readonly id: Buffer
  readonly until: number
}

export interface AgencyKeyStore {
  /**
   * Adds a key; durable when resolved. `there`: the agency has it already, or had it: a key that was retired does not come back. What other agencies have is
   * nothing to it. `too-many`: the agency has `most` keys that have not ended at `addedAt`.
   */
  add(key: Omit<AgencyKey, 'usedAt'>, most: number): Promise<'added' | 'there' | 'too-many'>
  /** An agency's keys that are neither retired nor ended, newest first. */
  live(agency: AgencyId, at: number): Promise<readonly AgencyKey[]>
  /** When the last key of each agency ends that was not retired, or ended, where it has no later one; by agency. */
  lastEnds(): Promise<readonly { readonly agency: AgencyId; readonly endsAt: number }[]>
  /** Retires a live key for ever; durable when resolved. `last`: it is the agency's only one; `unknown`: the agency has no such live key. */
  retire(agency: AgencyId, kid: string, at: number): Promise<'retired' | 'last' | 'unknown'>
  /** Writes down that a key was signed in with. */
  touch(agency: AgencyId, kid: string, at: number): Promise<void>
  /** True for the first who uses it, on any gateway. Forgets those that have expired. */
  useAssertion(assertion: UsedAssertion, at: number): Promise<boolean>
  /** Keys that were ever added, those that ended or were retired too. */
  count(): Promise<number>
  close(): Promise<void>
}
