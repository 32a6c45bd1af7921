import { sealedFate, type KeyFate, type SealedFate } from '../../core/sealing/key-fate.ts'
import { partKeysUnder } from '../../core/sealing/part-key.ts'
import type { NeededKeys } from '../../core/sealing/ready-keys.ts'
import { isUnderEventKey, sealingKey, type SealingKey } from '../../core/sealing/seal.ts'
import { eventScope, type EventIdentity } from './event-scope.ts'
import type { DataKey, KeyScope, Vault } from './port.ts'

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
  /** The keys, as the vault has them, that the same is made of. One key is one object. */
  toOpen(part: KeyedPart, sealed: Uint8Array): NeededKeys | undefined
  /** The keys, as the vault has them, to seal a part under; undefined when one was destroyed, or is not to be had. One key is one object. */
  toSeal(part: KeyedPart): NeededKeys | undefined
  /** The key of a scope alone. */
  ofScope(scope: KeyScope): SealingKey | undefined
  /** What can be done with sealed bytes, as far as the keys that were looked up say: one whose loss was accepted is among the destroyed (`lostAmong`). */
  fate(part: KeyedPart, sealed: Uint8Array): SealedFate
  /** The scopes of the keys that are absent of sealed bytes which nobody erased. */
  absent(part: KeyedPart, sealed: Uint8Array): readonly KeyScope[]
}

/** The scopes of the keys that sealed bytes need: parts of an earlier release have none of the event's own. */
export const scopesOf = ({ event, scope }: KeyedPart, sealed: Uint8Array): readonly KeyScope[] =>
  isUnderEventKey(sealed) ? [eventScope(event), scope] : [scope]

const fateOf = (key: DataKey | undefined): KeyFate => (Buffer.isBuffer(key) ? 'there' : (key ?? 'absent'))

const nameOf = ({ case: of, person, class: sensitivity }: KeyScope): string => `${of}\n${person}\n${sensitivity}`

/** Names of scopes, and of events' own. One object is named once: who gives the same for many parts waits for one name. */
function createNames() {
  const names = new Map<KeyScope | EventIdentity, string>()
  const once = <Of extends KeyScope | EventIdentity>(of: Of, make: (of: Of) => string): string => {
    const known = names.get(of)
    if (known !== undefined) return known
    const name = make(of)
    names.set(of, name)
    return name
  }
  return {
    ofScope: (scope: KeyScope) => once(scope, nameOf),
    ofEvent: (event: EventIdentity) => once(event, (one) => nameOf(eventScope(one))),
  }
}

/** What keys that were found are ready for, each made once. */
function createReady(keys: ReadonlyMap<string, DataKey | undefined>) {
  const once = <Ready>(make: (key: Buffer) => Ready): ((name: string) => Ready | undefined) => {
    const ready = new Map<string, Ready>()
    return (name) => {
      const known = ready.get(name)
      if (known !== undefined) return known
      const key = keys.get(name)
      if (!Buffer.isBuffer(key)) return undefined
      const made = make(key)
      ready.set(name, made)
      return made
    }
  }
  return { sealing: once(sealingKey), parts: once(partKeysUnder) }
}

/** Looks up the keys of parts and of scopes, each once, in one call; with `create`, makes those that are absent, durable when resolved. */
export async function partKeys(
  vault: Vault,
  parts: readonly KeyedPart[],
  scopes: readonly KeyScope[],
  options: { readonly create: boolean },
): Promise<PartKeys> {
  const names = createNames()
  const wanted = new Map<string, KeyScope>(scopes.map((scope) => [names.ofScope(scope), scope]))
  for (const { event, scope } of parts) {
    wanted.set(names.ofScope(scope), scope)
    const own = names.ofEvent(event)
    if (!wanted.has(own)) wanted.set(own, eventScope(event))
  }
  const found = wanted.size === 0 ? [] : await vault.keys([...wanted.values()], options)
  const keys = new Map([...wanted.keys()].map((name, at) => [name, found[at]]))
  const ready = createReady(keys)
  const ofScope: PartKeys['ofScope'] = (scope) => ready.sealing(names.ofScope(scope))
  const ofPart: PartKeys['ofPart'] = ({ event, scope }) => {
    const own = keys.get(names.ofEvent(event))
    return Buffer.isBuffer(own) ? ready.parts(names.ofScope(scope))?.(own) : undefined
  }
  const fate: PartKeys['fate'] = (part, sealed) => sealedFate(scopesOf(part, sealed).map((scope) => fateOf(keys.get(nameOf(scope)))))
  // Hardly ever: nothing is to be worked out of each part then.
  const isAnyAbsent = found.includes('absent')
  return {
    ofScope,
    ofPart,
    fate,
    toSeal: ({ event, scope }) => {
      const [ofScope, ofEvent] = [keys.get(names.ofScope(scope)), keys.get(names.ofEvent(event))]
      return Buffer.isBuffer(ofScope) && Buffer.isBuffer(ofEvent) ? { ofScope, ofEvent } : undefined
    },
    toOpen: ({ event, scope }, sealed) => {
      const [ofScope, ofEvent] = [keys.get(names.ofScope(scope)), isUnderEventKey(sealed) ? keys.get(names.ofEvent(event)) : undefined]
      if (!Buffer.isBuffer(ofScope) || (isUnderEventKey(sealed) && !Buffer.isBuffer(ofEvent))) return undefined
      return { ofScope, ofEvent: Buffer.isBuffer(ofEvent) ? ofEvent : undefined }
    },
    opening: (part, sealed) => (isUnderEventKey(sealed) ? ofPart(part) : ofScope(part.scope)),
    absent: (part, sealed) =>
      isAnyAbsent && fate(part, sealed) === 'unreadable'
        ? scopesOf(part, sealed).filter((scope) => fateOf(keys.get(nameOf(scope))) === 'absent')
        : [],
  }
}

/** Which of sealed parts that do not open were lost, and the loss accepted, rather than erased or altered. For the few that do not open: it asks the vault. */
export async function lostAmong<Part extends { readonly keyed: KeyedPart; readonly sealed: Uint8Array }>(
  vault: Vault,
  parts: readonly Part[],
): Promise<ReadonlySet<Part>> {
  const wanted = parts.flatMap((part) => scopesOf(part.keyed, part.sealed).map((scope) => ({ part, scope })))
  const lost = wanted.length === 0 ? [] : await vault.lost(wanted.map(({ scope }) => scope))
  return new Set(wanted.filter((_, at) => lost[at] === true).map(({ part }) => part))
}
