import { EncryptJWT, errors, jwtDecrypt } from 'jose'
import { z } from 'zod'
import type { Clock } from '../../infra/clock/clock.ts'

/** A sign-in that is under way: what the answer of the issuer is checked against. */
export interface PendingSignIn {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** A second sign-in within a visit: of whom (`<agency>:<staff id>`), and to which page it leads back. */
  readonly again?: { readonly staff: string; readonly to: string } | undefined
}

/** Seals sign-ins that are under way, for the browser to keep: the server keeps nothing of whom it does not know. */
export interface PendingSignIns {
  seal(pending: PendingSignIn): Promise<string>
  /** Undefined for what was not sealed here, was altered, or is older than PENDING_SECONDS. */
  open(sealed: string): Promise<PendingSignIn | undefined>
}

/** Time to find a password and a second factor at the issuer. */
export const PENDING_SECONDS = 15 * 60
const SEAL = { alg: 'dir', enc: 'A256GCM' } as const
const SUBJECT = 'pending-sign-in'

const form = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  again: z.object({ staff: z.string(), to: z.string() }).optional(),
})

/** `secret`: 32 bytes that all gateways of the installation share. */
export function createPendingSignIns({ secret, clock }: { readonly secret: Buffer; readonly clock: Clock }): PendingSignIns {
  return {
    seal: async (pending) => {
      const now = Math.floor(clock.now() / 1000)
      return new EncryptJWT({ pending })
        .setProtectedHeader(SEAL)
        .setSubject(SUBJECT)
        .setIssuedAt(now)
        .setExpirationTime(now + PENDING_SECONDS)
        .encrypt(secret)
    },
    open: async (sealed) => {
      try {
        const { payload } = await jwtDecrypt(sealed, secret, {
          keyManagementAlgorithms: [SEAL.alg],
          contentEncryptionAlgorithms: [SEAL.enc],
          subject: SUBJECT,
          requiredClaims: ['exp'],
          currentDate: new Date(clock.now()),
        })
        return form.parse(payload.pending)
      } catch (error) {
        if (error instanceof errors.JOSEError || error instanceof z.ZodError) return undefined
        throw error
      }
    },
  }
}
