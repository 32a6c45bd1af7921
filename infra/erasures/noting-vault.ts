import type { Clock } from '../clock/clock.ts'
import { eventOfScope } from '../vault/event-scope.ts'
import type { Vault } from '../vault/port.ts'
import { addErasures } from './erasure-list.ts'

/**
 * A vault that notes each erased event in a list, before its key is destroyed. A copy of the vault from before has the key again, and a copy of the log
 * from before has no word of the erasure: the list, kept elsewhere, is what a restore applies again.
 */
export function noteErasures(vault: Vault, { file, clock }: { readonly file: string; readonly clock: Clock }): Vault {
  return {
    ...vault,
    destroy: async (scope) => {
      const event = eventOfScope(scope)
      if (event !== undefined) addErasures(file, [{ at: new Date(clock.now()).toISOString(), ...event }])
      await vault.destroy(scope)
    },
  }
}
