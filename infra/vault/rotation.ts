import type { CrashPoint } from '../faults/crash-point.ts'
import { newCheckOf, passes } from './master-check.ts'
import { createMasterKey, nextMasterKey, promoteNextMasterKey, readMasterKey } from './master-key.ts'
import { VaultError } from './port.ts'
import { unwrap, wrap } from './wrapping.ts'

/** Wraps what is wrapped under one key under another; `binding` as it was. */
export type Rewrap = (binding: string, wrapped: Uint8Array) => Buffer

/** A vault that nothing has open, for a rotation. */
export interface StillVault {
  /** The vault's check; undefined: it has no key yet. */
  readonly check: Uint8Array | undefined
  /** Wraps every key and secret anew and keeps a new check, all at once or not at all; durable when it resolves. Resolves with how many. */
  rewrap(rewrap: Rewrap, newCheck: Buffer, progress: (done: number) => void): Promise<number>
}

export interface Rotated {
  /** Keys and secrets that are wrapped anew; 0 when a rotation that was stopped was brought to its end. */
  readonly rewrapped: number
  /** Where the master key of before is now. */
  readonly before: string | undefined
}

/** The next key: of a rotation that was stopped before it was used, or a new one. */
const nextKey = (file: string): Buffer => readMasterKey(nextMasterKey(file)) ?? createMasterKey(nextMasterKey(file))

/**
 * Makes a new master key and wraps all of a vault under it. Killed at any point, the vault is under the key of before or under the next, both of which lie
 * there, and the next start or rotation goes on. Throws VaultError.
 */
export async function rotateMasterKey(
  vault: StillVault,
  { file, crashPoint, progress }: { readonly file: string; readonly crashPoint: CrashPoint; readonly progress: (done: number) => void },
): Promise<Rotated> {
  const { check } = vault
  if (check === undefined) throw new VaultError('master-key-missing', 'There is no vault with keys yet, and so nothing to wrap anew.')
  const current = readMasterKey(file)
  if (!passes(check, current)) {
    if (passes(check, readMasterKey(nextMasterKey(file)))) return { rewrapped: 0, before: promoteNextMasterKey(file) }
    throw new VaultError(
      'wrong-master-key',
      'The master key file is not the one that this vault is under. Put the right file back, then rotate it.',
    )
  }
  const next = nextKey(file)
  crashPoint('master-key-made')
  const rewrapped = await vault.rewrap(
    (binding, wrapped) => wrap(next, binding, unwrap(current, binding, wrapped)),
    newCheckOf(next),
    (done) => {
      crashPoint('master-key-half')
      progress(done)
    },
  )
  crashPoint('master-key-rewrapped')
  return { rewrapped, before: promoteNextMasterKey(file) }
}
