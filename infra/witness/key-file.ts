import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { formatSigningKey, parseSigningKey, type SigningKey } from '../../core/transparency-log/notes/signing-key.ts'
import { isKeyName } from '../../core/transparency-log/notes/verifier-key.ts'
import { sync } from '../files/on-disk.ts'
import { WitnessError } from './errors.ts'

/** Permission bits of everybody who is neither the file's owner nor of its group. */
const OTHERS = 0o007

/**
 * Reads the key of a witness; undefined where there is no such file. Throws WitnessError `key-readable` where every user of the machine may read or change
 * it, `wrong-key` where it holds no key.
 */
export function readKeyFile(file: string): SigningKey | undefined {
  if (!existsSync(file)) return undefined
  if ((statSync(file).mode & OTHERS) !== 0)
    throw new WitnessError(
      'key-readable',
      `Every user of this machine can read or change the key file ${file}, and with it cosign in this agency's name. Run: chmod 600 ${file}   and find out who could.`,
    )
  const key = parseSigningKey(readFileSync(file, 'utf8').trim())
  if (key === undefined)
    throw new WitnessError('wrong-key', `${file} holds no Ed25519 key as PRIVATE+KEY+name+id+base64. Put the right file back.`)
  return key
}

/** Makes a key for cosignatures, readable by this user alone, durable before it is used. Throws WitnessError `wrong-key` for a name that no key can have. */
export function createKeyFile(file: string, name: string): SigningKey {
  if (!isKeyName(name))
    throw new WitnessError('wrong-key', 'The name of a witness has no spaces and no plus sign, for example witness.example.org/probation.')
  const key: SigningKey = { name, type: 'cosignature', privateKey: generateKeyPairSync('ed25519').privateKey }
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, `${formatSigningKey(key)}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
  sync(folder)
  return key
}
