import { createPrivateKey, type KeyObject } from 'node:crypto'
import { noteSigner, type NoteSigner } from '../../core/transparency-log/notes/signed-note.ts'
import type { Vault } from '../vault/port.ts'

/** Name of the secret of the vault that the log's key is made of. */
export const LOG_SECRET = 'transparency-log'

/** What PKCS #8 puts before an Ed25519 private key (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The Ed25519 private key of 32 bytes (RFC 8032). */
const privateKeyOf = (seed: Buffer): KeyObject => createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })

/** The key of the transparency log under its name, made with the vault's first secret for it. `origin`: a name that a key may have (`isKeyName`). */
export const logSigner = async (vault: Pick<Vault, 'secret'>, origin: string): Promise<NoteSigner> =>
  noteSigner(origin, 'note', privateKeyOf(await vault.secret(LOG_SECRET)))
