import type { Clock } from '../clock/clock.ts'
import { eventOfScope } from '../vault/event-scope.ts'
import type { KeyScope, Vault } from '../vault/port.ts'
import { WAITING_CLASS } from '../vault/unlinked-scope.ts'
import { addErasures, type ErasureEntry } from './erasure-list.ts'

/** What a list has of a key; undefined of one that an event waited under: the event's own entry stands for it, and one that was linked is not erased. */
function entryOf(scope: KeyScope, at: string): ErasureEntry | undefined {
  const event = eventOfScope(scope)
  if (event !== undefined) return { at, ...event }
  return scope.class === WAITING_CLASS ? undefined : { at, scope: { case: scope.case, person: scope.person, class: scope.class } }
}

/**
 * A vault that notes each erased event, and each erased key of people, cases and readers, in a list, before its key is destroyed. A copy of the vault from before has the key again, and a copy of the log
 * from before has no word of the erasure: the list, kept elsewhere, is what a restore applies again.
 */
export function noteErasures(vault: Vault, { file, clock }: { readonly file: string; readonly clock: Clock }): Vault {
  return {
    ...vault,
    destroy: async (scope) => {
      const entry = entryOf(scope, new Date(clock.now()).toISOString())
      if (entry !== undefined) addErasures(file, [entry])
      await vault.destroy(scope)
    },
  }
}
