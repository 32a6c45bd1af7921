import type { LogRecord } from '../../../../infra/event-log/port.ts'
import type { ReplaySources } from '../deps.ts'
import type { ReadsInOrder } from '../sorted-reads.ts'
import { errorMessage, type Asked, type FromThread, type ToThread } from './messages.ts'

type Question = Extract<FromThread, { readonly kind: 'ask' }>

/** What threads are served with. */
export interface ServedSources extends ReplaySources {
  readonly reads: ReadsInOrder
}

/** A message copies all of the memory that bytes are a part of: those of a batch are copied out first. */
const own = (bytes: Buffer): Buffer => (bytes.byteLength === bytes.buffer.byteLength ? bytes : Buffer.from(new Uint8Array(bytes).buffer))

/** The record without what a replay does not look at. */
const bare = ({ topic, partition, offset, timestamp, key, value, headers }: LogRecord): LogRecord => ({
  topic,
  partition,
  offset,
  timestamp,
  key,
  value: own(value),
  headers,
})

/** Answers what threads ask, from the sources that this one has. */
export function serveSources({ log, vault, registry, reads, transparencyLog }: ServedSources): (question: Question) => Promise<ToThread> {
  const leaves = (): NonNullable<ServedSources['transparencyLog']> => {
    if (transparencyLog === undefined) throw new Error('There is no transparency log here.')
    return transparencyLog
  }
  const asked: Asked = {
    'log.read': async (...args) => (await log.read(...args)).map(bare),
    'log.ranges': (topic) => log.ranges(topic),
    // A thread only looks: it makes no key.
    'vault.keys': async (scopes) => (await vault.keys(scopes, { create: false })).map((key) => (typeof key === 'string' ? key : own(key))),
    'vault.lost': (scopes) => vault.lost(scopes),
    'vault.secret': async (name) => own(await vault.secret(name)),
    'registry.schemaOf': (id) => registry.schemaOf(id),
    'leaves.position': () => leaves().position(),
    'leaves.indexesOf': (hashes) => leaves().indexesOf(hashes.map((hash) => Buffer.from(hash))),
    'reads.page': async (...args) => (await reads.page(...args)).map(({ offset, value }) => ({ offset, value: own(value) })),
    'reads.versions': (group) => reads.versions(group),
  }
  return async ({ id, method, args }) => {
    try {
      const call = asked[method] as (...args: readonly unknown[]) => Promise<unknown>
      return { kind: 'given', id, value: await call(...args) }
    } catch (error) {
      return { kind: 'refused', id, error: errorMessage(error) }
    }
  }
}
