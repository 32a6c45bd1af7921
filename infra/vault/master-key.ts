import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
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
    throw new VaultError('master-key-readable', `Every user of this machine can read or change the master key file ${file}, and with it open everything. Run: chmod 600 ${file}   and find out who could.`)
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
  const descriptor = openSync(folder, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
  return key
}
