import { open, seal, SealError, type SealingKey } from '../../core/sealing/seal.ts'
import { VaultError, type KeyScope, type SecretName } from './port.ts'

/** What a wrapped key is bound to, as associated data: one that is moved to another row does not open. */
export const keyBinding = (scope: KeyScope): string => JSON.stringify(['key', scope.case, scope.person, scope.class])
export const secretBinding = (name: SecretName): string => JSON.stringify(['secret', name])
export const CHECK_BINDING = JSON.stringify(['check'])

/** AES-256-GCM under the master key; made ready where much is wrapped under it. */
export const wrap = (masterKey: Buffer | SealingKey, binding: string, bytes: Buffer): Buffer => seal(masterKey, binding, bytes)

/** What `wrap` wrapped. Throws VaultError `corrupt`. */
export function unwrap(masterKey: Buffer | SealingKey, binding: string, wrapped: Uint8Array): Buffer {
  try {
    return open(masterKey, binding, wrapped)
  } catch (error) {
    if (!(error instanceof SealError)) throw error
    throw new VaultError('corrupt', 'A key in the vault does not open: the vault was altered. Restore it from a backup.', { cause: error })
  }
}
