import type { FoldedCase } from '../../../core/case/fold-log.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { eventScope } from '../../../infra/vault/event-scope.ts'
import { scopesOf } from '../../../infra/vault/part-keys.ts'
import type { KeyScope, Vault } from '../../../infra/vault/port.ts'

/** A part of an event of a case log. */
export interface PartPlace {
  readonly sequence: number
  readonly owner: string
  readonly class: string
}

/** The parts of a case log that nobody can read any more, because a key of theirs was destroyed. */
export type ErasedParts = (part: PartPlace) => boolean

const nameOf = ({ case: of, person, class: sensitivity }: KeyScope): string => `${of}\n${person}\n${sensitivity}`

/** The scopes among these whose key was destroyed. A loss that was accepted is no erasure. */
async function destroyedAmong(vault: Pick<Vault, 'keys' | 'lost'>, scopes: readonly KeyScope[]): Promise<ReadonlySet<string>> {
  const keys = await vault.keys(scopes, { create: false })
  const destroyed = scopes.filter((_, at) => keys[at] === 'destroyed')
  const lost = destroyed.length === 0 ? [] : await vault.lost(destroyed)
  return new Set(destroyed.filter((_, at) => lost[at] !== true).map(nameOf))
}

/** Looks up which parts of a folded case log were erased: the keys of all of them, each once. */
export async function erasedParts(vault: Pick<Vault, 'keys' | 'lost'>, caseLog: CaseLogId, { applied }: FoldedCase): Promise<ErasedParts> {
  const scopes = new Map<string, KeyScope>()
  const add = (scope: KeyScope): void => void scopes.set(nameOf(scope), scope)
  for (const { entry, parts } of applied) {
    if (parts.length > 0) add(eventScope(entry.record.index))
    for (const { part } of parts) add({ case: caseLog, person: part.owner, class: part.class })
  }
  const destroyed = await destroyedAmong(vault, [...scopes.values()])
  if (destroyed.size === 0) return () => false
  return ({ sequence, owner, class: sensitivity }) => {
    const event = applied[sequence - 1]
    const sealed = event?.parts.find(({ part }) => part.owner === owner && part.class === sensitivity)?.part.sealed
    if (event === undefined || sealed === undefined) return false
    const scope = { case: caseLog, person: owner, class: sensitivity }
    return scopesOf({ event: event.entry.record.index, scope }, sealed).some((one) => destroyed.has(nameOf(one)))
  }
}
