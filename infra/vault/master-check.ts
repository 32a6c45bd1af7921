import { randomBytes } from 'node:crypto'
import { createMasterKey, readMasterKey } from './master-key.ts'
import { VaultError } from './port.ts'
import { CHECK_BINDING, unwrap, wrap } from './wrapping.ts'

/** Bytes of the master key, of data keys and of secrets. */
export const KEY_BYTES = 32

export interface ProvenKey {
  readonly key: Buffer
  /** Of a vault that had none: the check that it must keep from now on. */
  readonly newCheck: Buffer | undefined
}

/**
 * The master key that a vault was made with, proved by its check (random bytes wrapped under it); `check` undefined: an empty vault, which takes the
 * file's key or makes one. Throws VaultError `master-key-missing` or `wrong-master-key`.
 */
export function proveMasterKey(check: Uint8Array | undefined, file: string): ProvenKey {
  const known = readMasterKey(file)
  if (check === undefined) {
    const key = known ?? createMasterKey(file)
    return { key, newCheck: wrap(key, CHECK_BINDING, randomBytes(KEY_BYTES)) }
  }
  if (known === undefined) {
    const message = 'The vault holds keys, but its master key file is missing. Put that file back; without it nothing sealed can be opened.'
    throw new VaultError('master-key-missing', message)
  }
  try {
    unwrap(known, CHECK_BINDING, check)
  } catch (error) {
    const message = 'The master key file is not the one that this vault was made with. Put the right file back.'
    throw new VaultError('wrong-master-key', message, { cause: error })
  }
  return { key: known, newCheck: undefined }
}
