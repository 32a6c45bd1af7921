import type { IndexPart, SealedPart } from '../../core/case/index-part.ts'
import type { LogEntry } from '../../core/case/log-entry.ts'
import type { SealingKey } from '../../core/sealing/seal.ts'
import { partKeys, type KeyedPart } from '../../infra/vault/part-keys.ts'
import type { KeyScope, Vault } from '../../infra/vault/port.ts'

/** The key that opens a part of an event; undefined when it was destroyed, or this vault never had it. */
export type OpeningKeys = (index: IndexPart, part: SealedPart) => SealingKey | undefined

const keyedPart = (index: IndexPart, { owner, class: sensitivity }: SealedPart): KeyedPart => ({
  event: index,
  scope: { case: index.case_log, person: owner, class: sensitivity },
})

/** Keys of parts, and what is to be told of those that are missing. */
export interface KeysAndMissing {
  readonly keys: OpeningKeys
  /** Scopes of the keys that are absent of a part which nobody erased. */
  readonly absent: (index: IndexPart, part: SealedPart) => readonly KeyScope[]
}

/** Looks up the keys of all the entries' parts, each once, in one call. */
export const keysOf = async (vault: Vault, entries: readonly Pick<LogEntry, 'record'>[]): Promise<OpeningKeys> =>
  (await keysAndMissing(vault, entries)).keys

/** As `keysOf`, with what is missing. */
export async function keysAndMissing(vault: Vault, entries: readonly Pick<LogEntry, 'record'>[]): Promise<KeysAndMissing> {
  const keys = await partKeys(
    vault,
    entries.flatMap(({ record: { index, parts } }) => parts.map((part) => keyedPart(index, part))),
    [],
    { create: false },
  )
  return {
    keys: (index, part) => keys.opening(keyedPart(index, part), part.sealed),
    absent: (index, part) => keys.absent(keyedPart(index, part), part.sealed),
  }
}
