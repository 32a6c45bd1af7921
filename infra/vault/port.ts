/**
 * The vault port: the data keys that everything personal is sealed under, wrapped by a master key, and the few secrets that
 * keyed hashes need. Destroying a key erases what it sealed in every copy. `tests/contract/vault.ts` is its suite.
 */

/** What a data key is for: a person of a case (or the case itself: `person` empty) and one sensitivity class. */
export interface KeyScope {
  readonly case: string
  readonly person: string
  readonly class: string
}

/**
 * 32 bytes of AES-256; `destroyed` when it was destroyed, and then for ever; `absent` when it was never made, or is missing though something was sealed
 * under it (`missing`). One whose loss was accepted for good reads as destroyed too: `lost` tells them apart.
 */
export type DataKey = Buffer | 'destroyed' | 'absent'

/** Names of the secrets: for tokens in links.events and indexes, for ids that readers see, for cursors, for the key that agencies' access tokens are signed with, for sign-ins that are under way, for forms and the words that are kept of them, and for the key that the transparency log signs with. */
export type SecretName = 'linking' | 'reader-ids' | 'cursors' | 'systems' | 'sign-in' | 'forms' | 'transparency-log'

/** A key that something in a log is sealed under, and that the vault has not and never destroyed. */
export interface MissingKey {
  readonly scope: KeyScope
  /** When the log got what is sealed under it, the first of it: ISO 8601 in UTC. */
  readonly at: string
  /** True of a key that is one record's alone: when the loss is accepted it is never made again. Another is made anew when something is to be sealed. */
  readonly forGood: boolean
}

/** Keys that are missing, or whose loss was accepted, counted. Tells of no person. */
export interface KeyLoss {
  readonly keys: number
  /** Events, in cases and waiting, that cannot be read for it. */
  readonly events: number
  /** Keys of openings of access records, a reader's or a case's each. */
  readonly openings: number
  /** When the logs got the first and the last of what cannot be read: ISO 8601 in UTC. */
  readonly first: string
  readonly last: string
}

/** A loss that an operator has accepted. */
export interface AcceptedLoss extends KeyLoss {
  /** ISO 8601 in UTC. */
  readonly acceptedAt: string
  readonly reason: string
}

/** What something else than the vault has a count of, kept here so that its loss is seen. */
export type CountName = 'agency-keys'

export interface Vault {
  /**
   * Keys in the order of the scopes. With `create`, absent ones are made first, durable when resolved; destroyed ones stay destroyed.
   * Throws VaultError `keys-missing` when one would be made while keys are missing that nobody has accepted the loss of: a fresher vault may come back.
   */
  keys(scopes: readonly KeyScope[], options: { readonly create: boolean }): Promise<readonly DataKey[]>
  /** Destroys a key for ever; also one that was never made. */
  destroy(scope: KeyScope): Promise<void>
  /** 32 bytes, made at the first call and the same ever after. */
  secret(name: SecretName): Promise<Buffer>
  hasSecret(name: SecretName): Promise<boolean>
  /** Writes down which keys are missing; from then on none is made. Durable when resolved; one that is there, or written down already, stays as it is. */
  reportMissing(keys: readonly MissingKey[]): Promise<void>
  /** What is missing now and not accepted; undefined: nothing. */
  missing(): Promise<KeyLoss | undefined>
  /** Of each scope, whether its key was lost and the loss accepted. */
  lost(scopes: readonly KeyScope[]): Promise<readonly boolean[]>
  /** Accepts the loss of what is missing, for good; undefined: nothing was. */
  acceptLoss(decision: { readonly at: string; readonly reason: string }): Promise<AcceptedLoss | undefined>
  acceptedLosses(): Promise<readonly AcceptedLoss[]>
  /** A count that was kept; 0 before. */
  count(name: CountName): Promise<number>
  keepCount(name: CountName, count: number): Promise<void>
  /** Copies the vault, as it is at some moment after this call, into a file that is not there yet. Of the embedded one only: the other is dumped by PostgreSQL's own means. */
  readonly copyTo?: (file: string) => Promise<void>
  close(): Promise<void>
}

export type VaultErrorCode = 'wrong-master-key' | 'master-key-missing' | 'master-key-readable' | 'locked' | 'corrupt' | 'keys-missing'

export class VaultError extends Error {
  readonly code: VaultErrorCode
  constructor(code: VaultErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'VaultError'
    this.code = code
  }
}

/** Nothing is sealed under a new key until an operator has decided. */
export const keysMissing = (): VaultError =>
  new VaultError(
    'keys-missing',
    'The vault lacks keys of what the logs hold, so no new key is made. Put a fresher vault back, or accept the loss: throughline keys accept-loss.',
  )
