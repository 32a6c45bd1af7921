import { randomBytes } from 'node:crypto'
import { createMasterKey, nextMasterKey, promoteNextMasterKey, readMasterKey } from './master-key.ts'
import { VaultError } from './port.ts'
import { CHECK_BINDING, unwrap, wrap } from './wrapping.ts'

/** Bytes of the master key, of data keys and of secrets. */
export const KEY_BYTES = 32

export interface ProvenKey {
  readonly key: Buffer
  /** Of a vault that had none: the check that it must keep from now on. */
  readonly newCheck: Buffer | undefined
}

/** A check of a master key: random bytes wrapped under it. */
export const newCheckOf = (key: Buffer): Buffer => wrap(key, CHECK_BINDING, randomBytes(KEY_BYTES))

/** Whether a key is the one that a check was made with. */
export function passes(check: Uint8Array, key: Buffer | undefined): key is Buffer {
  try {
    return key !== undefined && unwrap(key, CHECK_BINDING, check).length === KEY_BYTES
  } catch (error) {
    if (error instanceof VaultError) return false
    throw error
  }
}

/** A rotation was stopped when every key was wrapped under the next master key, and that had not its place yet. */
function finishRotation(check: Uint8Array, file: string): Buffer | undefined {
  const next = readMasterKey(nextMasterKey(file))
  if (!passes(check, next)) return undefined
  try {
    promoteNextMasterKey(file)
  } catch (error) {
    // Where the file may be read only, it is used as it lies there: who rotates puts it in its place.
    if (!['EROFS', 'EACCES', 'EPERM', 'ENOENT', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  return next
}

/**
 * The master key that a vault was made with, proved by its check (random bytes wrapped under it); `check` undefined: an empty vault, which takes the
 * file's key or makes one. After a rotation that was stopped: the next one, where that is the right one. Throws VaultError `master-key-missing` or `wrong-master-key`.
 */
export function proveMasterKey(check: Uint8Array | undefined, file: string): ProvenKey {
  if (check === undefined) {
    const key = readMasterKey(file) ?? createMasterKey(file)
    return { key, newCheck: newCheckOf(key) }
  }
  const known = readMasterKey(file)
  const key = passes(check, known) ? known : finishRotation(check, file)
  if (key !== undefined) return { key, newCheck: undefined }
  if (known === undefined) {
    const message = 'The vault holds keys, but its master key file is missing. Put that file back; without it nothing sealed can be opened.'
    throw new VaultError('master-key-missing', message)
  }
  throw new VaultError('wrong-master-key', 'The master key file is not the one that this vault was made with. Put the right file back.')
}
