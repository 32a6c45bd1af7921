import type { LogEntry } from '../../core/case/log-entry.ts'
import { sealingKey, type SealingKey } from '../../core/sealing/seal.ts'
import type { KeyScope, Vault } from '../../infra/vault/port.ts'

/** The data key of a part of a case; undefined when it was destroyed, or this vault never had it. */
export type PartKeys = (caseLog: string, owner: string, sensitivity: string) => SealingKey | undefined

const nameOf = (caseLog: string, owner: string, sensitivity: string): string => `${caseLog}\n${owner}\n${sensitivity}`

/** Looks up the keys of all the entries' parts, each once, in one call. */
export async function keysOf(vault: Vault, entries: readonly LogEntry[]): Promise<PartKeys> {
  const scopes = new Map<string, KeyScope>()
  for (const { record: { index: { case_log: caseLog }, parts } } of entries)
    for (const { owner, class: sensitivity } of parts)
      scopes.set(nameOf(caseLog, owner, sensitivity), { case: caseLog, person: owner, class: sensitivity })
  const found = scopes.size === 0 ? [] : await vault.keys([...scopes.values()], { create: false })
  const keys = new Map([...scopes.keys()].map((name, at) => [name, found[at]]))
  const ready = new Map<string, SealingKey>()
  return (caseLog, owner, sensitivity) => {
    const name = nameOf(caseLog, owner, sensitivity)
    const key = keys.get(name)
    if (!Buffer.isBuffer(key)) return undefined
    const made = ready.get(name) ?? sealingKey(key)
    ready.set(name, made)
    return made
  }
}
