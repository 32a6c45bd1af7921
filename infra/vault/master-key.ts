import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { sync } from '../files/on-disk.ts'
import { VaultError } from './port.ts'

const KEY_BYTES = 32
/** 32 bytes in base64. */
const FORM = /^[A-Za-z0-9+/]{43}=$/

/** Permission bits of everybody who is neither the file's owner nor of its group; a group is how a container's platform hands a secret over. */
const OTHERS = 0o007

/**
 * Reads the master key, a file of 32 bytes in base64; undefined when there is none. Throws VaultError `wrong-master-key` when it is not that,
 * `master-key-readable` when every user of the machine may read it or change it.
 */
export function readMasterKey(file: string): Buffer | undefined {
  if (!existsSync(file)) return undefined
  if ((statSync(file).mode & OTHERS) !== 0) {
    throw new VaultError(
      'master-key-readable',
      `Every user of this machine can read or change the master key file ${file}, and with it open everything. Run: chmod 600 ${file}   and find out who could.`,
    )
  }
  const text = readFileSync(file, 'utf8').trim()
  if (!FORM.test(text)) {
    throw new VaultError('wrong-master-key', 'The master key file must hold 32 bytes in base64 (44 characters). Put the right file back.')
  }
  return Buffer.from(text, 'base64')
}

/** Makes a master key, readable by this user alone, durable before it is used. */
export function createMasterKey(file: string): Buffer {
  const key = randomBytes(KEY_BYTES)
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, `${key.toString('base64')}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
  sync(folder)
  return key
}

/** Where a rotation keeps the key that is to be the master key, until every key is wrapped under it. */
export const nextMasterKey = (file: string): string => `${file}.next`

/** Where a rotation leaves the key of before: it opens the backups of before. Its name tells one such key from another, and nothing of it. */
const beforeFile = (file: string, key: Buffer): string =>
  `${file}.before-${createHash('sha256').update('throughline.master-key.name').update(key).digest('hex').slice(0, 8)}`

/** Puts the next key in the master key's place. Resolves with where the key of before is now, if there was one. */
export function promoteNextMasterKey(file: string): string | undefined {
  const current = readMasterKey(file)
  const before = current && beforeFile(file, current)
  if (before !== undefined) renameSync(file, before)
  renameSync(nextMasterKey(file), file)
  sync(dirname(file))
  return before
}
