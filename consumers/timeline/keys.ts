import type { IndexPart, SealedPart } from '../../core/case/index-part.ts'
import type { LogEntry } from '../../core/case/log-entry.ts'
import type { NeededKeys } from '../../core/sealing/ready-keys.ts'
import type { SealingKey } from '../../core/sealing/seal.ts'
import { partKeys, type KeyedPart } from '../../infra/vault/part-keys.ts'
import type { KeyScope, Vault } from '../../infra/vault/port.ts'

/** The key that opens a part of an event; undefined when it was destroyed, or this vault never had it. */
export type OpeningKeys = (index: IndexPart, part: SealedPart) => SealingKey | undefined

const keyedPart = (index: IndexPart, { owner, class: sensitivity }: SealedPart): KeyedPart => ({
  event: index,
  scope: { case: index.case_log, person: owner, class: sensitivity },
})

const partsOf = (entries: readonly Pick<LogEntry, 'record'>[]) =>
  entries.flatMap(({ record: { index, parts } }) => parts.map((part) => ({ index, part, keyed: keyedPart(index, part) })))

/** Looks up the keys of all the entries' parts, each once, in one call. */
export async function keysOf(vault: Vault, entries: readonly Pick<LogEntry, 'record'>[]): Promise<OpeningKeys> {
  const keys = await partKeys(
    vault,
    partsOf(entries).map(({ keyed }) => keyed),
    [],
    { create: false },
  )
  return (index, part) => keys.opening(keyedPart(index, part), part.sealed)
}

/** A part of an event with what it takes to open it. */
export interface PartWithKeys {
  readonly index: IndexPart
  readonly part: SealedPart
  /** Undefined when one was destroyed, or this vault never had it. */
  readonly keys: NeededKeys | undefined
  /** Scopes of the keys that are absent of a part which nobody erased. */
  readonly absent: readonly KeyScope[]
}

/** All the entries' parts, in order, with their keys: each looked up once, in one call. */
export async function partsWithKeys(vault: Vault, entries: readonly Pick<LogEntry, 'record'>[]): Promise<readonly PartWithKeys[]> {
  const parts = partsOf(entries)
  const keys = await partKeys(
    vault,
    parts.map(({ keyed }) => keyed),
    [],
    { create: false },
  )
  return parts.map(({ index, part, keyed }) => ({
    index,
    part,
    keys: keys.toOpen(keyed, part.sealed),
    absent: keys.absent(keyed, part.sealed),
  }))
}
