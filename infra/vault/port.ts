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

/** 32 bytes of AES-256; `destroyed` when it was destroyed, and then for ever; `absent` when it was never made. */
export type DataKey = Buffer | 'destroyed' | 'absent'

/** Names of the secrets: for tokens in links.events and indexes, for ids that readers see, for cursors, for the key that agencies' access tokens are signed with, and for sign-ins that are under way. */
export type SecretName = 'linking' | 'reader-ids' | 'cursors' | 'systems' | 'sign-in'

export interface Vault {
  /** Keys in the order of the scopes. With `create`, absent ones are made first, durable when resolved; destroyed ones stay destroyed. */
  keys(scopes: readonly KeyScope[], options: { readonly create: boolean }): Promise<readonly DataKey[]>
  /** Destroys a key for ever; also one that was never made. */
  destroy(scope: KeyScope): Promise<void>
  /** 32 bytes, made at the first call and the same ever after. */
  secret(name: SecretName): Promise<Buffer>
  close(): Promise<void>
}

export type VaultErrorCode = 'wrong-master-key' | 'master-key-missing' | 'master-key-readable' | 'locked' | 'corrupt'

export class VaultError extends Error {
  readonly code: VaultErrorCode
  constructor(code: VaultErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'VaultError'
    this.code = code
  }
}
