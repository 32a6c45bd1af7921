import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { Vault } from '../../infra/vault/port.ts'
import type { Candidate } from './candidate.ts'
import { unlinkedScope } from '../../infra/vault/unlinked-scope.ts'
import { forgetUnlinked } from './unlinked-rows.ts'

/**
 * Ends the waiting of events that are now in their case log. First the key of the sealed copy in unlinked.events is destroyed, so that erasing a
 * person from the case leaves no copy; then the store forgets them. A stop in between is made up for at the next start.
 */
export async function finishWaited(
  deps: { readonly vault: Vault; readonly db: ReadStoreDb },
  candidates: readonly Candidate[],
): Promise<void> {
  const { vault, db } = deps
  const waited = candidates
    .filter((candidate) => candidate.waited)
    .map(({ event: { agency, system, id } }) => ({ agency, system, event_id: id }))
  for (const { agency, system, event_id: eventId } of waited) await vault.destroy(unlinkedScope(agency, system, eventId))
  if (waited.length > 0) await forgetUnlinked(db, waited)
}
