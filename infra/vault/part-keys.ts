import { partKey } from '../../core/sealing/part-key.ts'
import { isUnderEventKey, sealingKey, type SealingKey } from '../../core/sealing/seal.ts'
import { eventScope, type EventIdentity } from './event-scope.ts'
import type { KeyScope, Vault } from './port.ts'

/** A sealed part of an event in a case log. */
export interface KeyedPart {
  readonly event: EventIdentity
  readonly scope: KeyScope
}

/** Keys of parts, looked up in one go. */
export interface PartKeys {
  /** The key to seal a part under; undefined when the key of its scope or of its event was destroyed, or is not to be had. */
  ofPart(part: KeyedPart): SealingKey | undefined
  /** The key that opens sealed bytes: parts of an earlier release are under the key of their scope alone. */
  opening(part: KeyedPart, sealed: Uint8Array): SealingKey | undefined
  /** The key of a scope alone. */
  ofScope(scope: KeyScope): SealingKey | undefined
}

const nameOf = ({ case: of, person, class: sensitivity }: KeyScope): string => `${of}\n${person}\n${sensitivity}`

/** Looks up the keys of parts and of scopes, each once, in one call; with `create`, makes those that are absent, durable when resolved. */
export async function partKeys(vault: Vault, parts: readonly KeyedPart[], scopes: readonly KeyScope[], options: { readonly create: boolean }): Promise<PartKeys> {
  const wanted = new Map([...scopes, ...parts.flatMap(({ event, scope }) => [scope, eventScope(event)])].map((scope) => [nameOf(scope), scope]))
  const found = wanted.size === 0 ? [] : await vault.keys([...wanted.values()], options)
  const keys = new Map([...wanted.keys()].map((name, at) => [name, found[at]]))
  const ready = new Map<string, SealingKey>()
  const ofScope: PartKeys['ofScope'] = (scope) => {
    const name = nameOf(scope)
    const key = keys.get(name)
    if (!Buffer.isBuffer(key)) return undefined
    const made = ready.get(name) ?? sealingKey(key)
    ready.set(name, made)
    return made
  }
  const ofPart: PartKeys['ofPart'] = ({ event, scope }) => {
    const [own, shared] = [keys.get(nameOf(eventScope(event))), ofScope(scope)]
    return Buffer.isBuffer(own) && shared !== undefined ? partKey(shared.secret, own) : undefined
  }
  return { ofScope, ofPart, opening: (part, sealed) => isUnderEventKey(sealed) ? ofPart(part) : ofScope(part.scope) }
}
