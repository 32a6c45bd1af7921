import { open, SealError } from '../../../core/sealing/seal.ts'
import { partKeys } from '../../../infra/vault/part-keys.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import { identityAad } from '../seal-parts.ts'
import type { Found } from './compare-rows.ts'
import type { NumberedClaim } from './fold-log.ts'

/** Claims with a sealed identity that does not open under its key. */
export async function unauthenticClaims(vault: Vault, claims: readonly NumberedClaim[]): Promise<readonly Found[]> {
  const findings: Found[] = []
  for (const { sequence, claim } of claims) {
    const keyed = claim.parts.map((part) => ({ ...part, event: claim, scope: { case: claim.case_log, person: part.owner, class: part.class } }))
    const keys = await partKeys(vault, keyed, [], { create: false })
    for (const { owner, class: sensitivity, sealed, ...part } of keyed) {
      const key = keys.opening(part, sealed)
      if (key === undefined) continue
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
