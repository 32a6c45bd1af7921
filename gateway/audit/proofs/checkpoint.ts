import { readCheckpoint } from '../../../core/transparency-log/notes/checkpoint.ts'
import { formatVerifierKey } from '../../../core/transparency-log/notes/verifier-key.ts'
import type { SignedCheckpoint, TransparencyLogStore } from '../../../infra/transparency-log/port.ts'
import { logSigner } from '../../../infra/transparency-log/signing-key.ts'
import type { Vault } from '../../../infra/vault/port.ts'

/** The newest signed checkpoint, with the witnesses' signatures where they have signed that one; undefined before the first. */
export async function newestCheckpoint(log: Pick<TransparencyLogStore, 'signed' | 'cosigned'>): Promise<SignedCheckpoint | undefined> {
  const [signed, cosigned] = [await log.signed(), await log.cosigned()]
  return signed !== undefined && cosigned?.size === signed.size ? cosigned : signed
}

/** The key by which the log's checkpoints are checked, as text (C2SP signed-note), under the name that they have; undefined before the first. */
export async function keyOfLog(log: Pick<TransparencyLogStore, 'signed'>, vault: Pick<Vault, 'secret'>): Promise<string | undefined> {
  const signed = await log.signed()
  const origin = signed && readCheckpoint(Buffer.from(signed.note, 'utf8'))?.origin
  return origin === undefined ? undefined : formatVerifierKey((await logSigner(vault, origin)).key)
}
