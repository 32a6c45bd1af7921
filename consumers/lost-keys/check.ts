import type { EventLog, PartitionRange } from '../../infra/event-log/port.ts'
import { ACCESS_LOG, CASE_EVENTS, LINKS_EVENTS, UNLINKED_EVENTS } from '../../infra/event-log/topics.ts'
import { nextOffset } from '../../infra/read-store/offsets.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { KeyLoss, Vault } from '../../infra/vault/port.ts'
import { readChunks } from '../read-records.ts'
import { createSearch, type Missing } from './search.ts'

export interface CheckDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly vault: Vault
  readonly registry: SchemaRegistry
  readonly logger: Log
}

/** The logs that have anything sealed; links.events before unlinked.events: what is claimed waits no more. */
export const SEALED_TOPICS = [CASE_EVENTS, LINKS_EVENTS, UNLINKED_EVENTS, ACCESS_LOG] as const
export type SealedTopic = (typeof SEALED_TOPICS)[number]

/** Last records of a partition that are looked at. Each event has a key of its own, made before it is logged: a vault older than the log lacks the last one's. */
const TAIL = 10
const LINKS_TAIL = 100
/** Access records share keys: what the read store has not taken in is looked at, at least and at most so many. */
const ACCESS_TAIL = [100, 10_000] as const

/** The consumer that takes access.log into the read store. */
const RECALLS = 'recalls'

async function tailFrom({ store }: CheckDeps, topic: SealedTopic, { start, end }: PartitionRange): Promise<number> {
  if (topic === CASE_EVENTS) return Math.max(start, end - TAIL)
  if (topic !== ACCESS_LOG) return Math.max(start, end - LINKS_TAIL)
  const [least, most] = ACCESS_TAIL
  return Math.max(start, end - most, Math.min(end - least, (await nextOffset(store.db, RECALLS, ACCESS_LOG, 0)) ?? 0))
}

/** What is missing in logs: of their whole length, or at their ends only. */
export async function findMissing(deps: CheckDeps, topics: readonly SealedTopic[], reach: 'ends' | 'all'): Promise<Missing> {
  const search = createSearch(deps.vault, createRecordCodec(deps.registry))
  for (const topic of topics) {
    for (const range of await deps.log.ranges(topic)) {
      if (range.start === range.end) continue
      const from = reach === 'all' ? range.start : await tailFrom(deps, topic, range)
      for await (const records of readChunks(deps.log, topic, range.partition, from, range.end)) await search.take(records)
    }
  }
  return search.found()
}

const MOST_AT_ONCE = 10_000

/**
 * Looks whether the vault has the keys of what the logs end with; where it has not, it is older than they are, and every key that is missing is looked for and written
 * down: from then on the vault makes none. Resolves with what is missing and not accepted; undefined: nothing.
 */
export async function checkVault(deps: CheckDeps, topics: readonly SealedTopic[]): Promise<KeyLoss | undefined> {
  const { vault } = deps
  if ((await findMissing(deps, topics, 'ends')).keys.length > 0) {
    const { keys } = await findMissing(deps, topics, 'all')
    for (let at = 0; at < keys.length; at += MOST_AT_ONCE) await vault.reportMissing(keys.slice(at, at + MOST_AT_ONCE))
  }
  return vault.missing()
}
