import { createPublicKey } from 'node:crypto'
import { errors, jwtVerify } from 'jose'
import type { Clock } from '../../../infra/clock/clock.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { CLOCK_LEEWAY_SECONDS } from './clock-leeway.ts'
import { publicKey, type KeyRefused, type PublicKey } from './public-key.ts'

/** The `typ` of a proof: it is no assertion that signs anybody in, and no such assertion is a proof. */
export const PROOF_TYPE = 'key-proof+jwt'
/** How long a proof holds at most, seconds: time to send it to whoever runs the bus. */
export const PROOF_SECONDS = 3600
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'RS256', 'PS256']

const REFUSED =
  "Prove that the agency has the private key: a JWT of at most one hour that it signs, with typ key-proof+jwt, the agency's id as iss and sub, and <origin>/v1/keys as aud " +
  '(throughline agencies keys prove makes one).'

/** What a proof is about: a key, who says that it is theirs, and to which installation. */
export interface ProofOf {
  readonly agency: AgencyId
  /** Where the gateways are reached, without a slash at the end. */
  readonly origin: string
  readonly clock: Clock
}

/** The address that a proof is for: it is worth nothing at another installation. */
export const proofAudience = (origin: string): string => `${origin}/v1/keys`

/**
 * A public key whose private half whoever asks has: they signed, a short while ago, that it is this agency's, for this installation (after RFC 7523, 3). Without
 * that, anybody could add a key of somebody else's and pass for having it. What is not as it must be is said in words that repeat nothing of it.
 */
export async function provenKey(
  given: unknown,
  proof: string | undefined,
  { agency, origin, clock }: ProofOf,
): Promise<PublicKey | KeyRefused | { readonly unproven: string }> {
  const found = await publicKey(given)
  if ('refused' in found) return found
  try {
    const { payload } = await jwtVerify(proof ?? '', createPublicKey({ key: found.jwk, format: 'jwk' }), {
      typ: PROOF_TYPE,
      algorithms: ALGORITHMS,
      issuer: agency,
      subject: agency,
      audience: proofAudience(origin),
      requiredClaims: ['exp', 'iat'],
      maxTokenAge: PROOF_SECONDS,
      clockTolerance: CLOCK_LEEWAY_SECONDS,
      currentDate: new Date(clock.now()),
    })
    return Number(payload.exp) - Number(payload.iat) > PROOF_SECONDS ? { unproven: REFUSED } : found
  } catch (error) {
    // TypeError: an algorithm that is not of this kind of key.
    if (error instanceof errors.JOSEError || error instanceof TypeError) return { unproven: REFUSED }
    throw error
  }
}
