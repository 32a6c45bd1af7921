import { sealingKey, type SealingKey } from '../../core/sealing/seal.ts'
import type { KeyScope, Vault } from '../../infra/vault/port.ts'

/** Keys of a batch, made in one go. */
export interface Keys {
  /** The key of a scope, or undefined when it was destroyed: what it would seal is erased. */
  of(scope: KeyScope): SealingKey | undefined
}

const name = ({ case: caseLog, person, class: sensitivity }: KeyScope): string => `${caseLog}\n${person}\n${sensitivity}`

/** Makes the keys that are absent; durable when resolved. */
export async function makeKeys(vault: Vault, scopes: readonly KeyScope[]): Promise<Keys> {
  const distinct = new Map(scopes.map((scope) => [name(scope), scope]))
  const keys = distinct.size === 0 ? [] : await vault.keys([...distinct.values()], { create: true })
  const byName = new Map([...distinct.keys()].map((scope, index) => {
    const key = keys[index]
    return [scope, Buffer.isBuffer(key) ? sealingKey(key) : undefined]
  }))
  return { of: (scope) => byName.get(name(scope)) }
}

/** Scope of the key that an unlinked event is sealed under. */
export const unlinkedScope = (agency: string, system: string, eventId: string): KeyScope =>
  ({ case: `unlinked:${agency}/${system}/${eventId}`, person: '', class: 'UNLINKED' })

/** Associated data of a sealed unlinked event. */
export const unlinkedAad = (agency: string, system: string, eventId: string): string => ['unlinked', agency, system, eventId].join('\n')
