import { open, SealError } from '../../../core/sealing/seal.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import { identityAad } from '../seal-parts.ts'
import type { Found } from './compare-rows.ts'
import type { NumberedClaim } from './fold-log.ts'

/** Claims with a sealed identity that does not open under its key. */
export async function unauthenticClaims(vault: Vault, claims: readonly NumberedClaim[]): Promise<readonly Found[]> {
  const findings: Found[] = []
  for (const { sequence, claim } of claims) {
    const keys = await vault.keys(claim.parts.map(({ owner, class: sensitivity }) => ({ case: claim.case_log, person: owner, class: sensitivity })), { create: false })
    for (const [at, { owner, class: sensitivity, sealed }] of claim.parts.entries()) {
      const key = keys[at]
      if (!Buffer.isBuffer(key)) continue
      try {
        open(key, identityAad(claim, owner, sensitivity), sealed)
      } catch (error) {
        if (!(error instanceof SealError)) throw error
        findings.push({ code: 'part-unauthentic', in: 'log', sequence, owner, class: sensitivity })
      }
    }
  }
  return findings
}
