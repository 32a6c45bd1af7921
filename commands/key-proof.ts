import { createPrivateKey, type KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'
import { PROOF_SECONDS, PROOF_TYPE, proofAudience, type ProofOf } from '../gateway/identity/systems/key-proof.ts'
import { systemClock } from '../infra/clock/clock.ts'
import { agencyIdOf } from '../schemas/ids.ts'
import { readKeyFile } from './agency-keys.ts'
import type { Output } from './output.ts'

const ALGORITHMS: Readonly<Record<string, string>> = { ed25519: 'EdDSA', ec: 'ES256', rsa: 'PS256' }

function privateKey(text: string): KeyObject {
  try {
    return createPrivateKey(text)
  } catch (cause) {
    throw new Error('The key file must have a private key in PEM.', { cause })
  }
}

/** A proof that an agency has a private key (gateway/identity/systems/key-proof.ts), signed with it. Throws Error for what is no such key. */
export async function signKeyProof(key: string | KeyObject, { agency, origin, clock }: ProofOf): Promise<string> {
  const secret = typeof key === 'string' ? privateKey(key) : key
  const alg = ALGORITHMS[secret.asymmetricKeyType ?? '']
  if (alg === undefined) throw new Error('The key must be Ed25519, on the curve P-256, or RSA.')
  const now = Math.floor(clock.now() / 1000)
  return new SignJWT({})
    .setProtectedHeader({ alg, typ: PROOF_TYPE })
    .setIssuer(agency)
    .setSubject(agency)
    .setAudience(proofAudience(origin))
    .setIssuedAt(now)
    .setExpirationTime(now + PROOF_SECONDS)
    .sign(secret)
}

/** `throughline agencies keys prove`: run by the agency, where the private key is; resolves with the exit code. `url`: where Throughline is reached. */
export async function proveKey(
  { agency, key, url }: { readonly agency: string; readonly key: string; readonly url: string },
  output: Output,
): Promise<number> {
  const proof = await signKeyProof(readKeyFile(key), { agency: agencyIdOf(agency), origin: new URL(url).origin, clock: systemClock })
  output.result(proof, { proof })
  return 0
}
