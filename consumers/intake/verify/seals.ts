import type { SealedEntry } from '../../../core/linking/fold-log.ts'
import { open, SealError } from '../../../core/sealing/seal.ts'
import { partKeys } from '../../../infra/vault/part-keys.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import { identityAad } from '../seal-parts.ts'
import type { Found } from './compare-rows.ts'

/** Claims with a sealed identity, and decisions with sealed words, that do not open under their key. */
export async function unauthenticEntries(vault: Vault, entries: readonly SealedEntry[]): Promise<readonly Found[]> {
  const findings: Found[] = []
  for (const entry of entries) {
    const { sequence } = entry
    const claim = entry.kind === 'claim' ? entry.claim : entry.decision
    const keyed = claim.parts.map((part) => ({
      ...part,
      event: claim,
      scope: { case: claim.case_log, person: part.owner, class: part.class },
    }))
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
