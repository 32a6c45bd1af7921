import { nextChain, type CONTROL_TAG, type LINKS_TAG } from './hash.ts'

/** The number and running hash of the last entry of a log that took effect. */
export interface ChainHead {
  readonly sequence: number
  readonly chain: Buffer
}

/** What of an entry of links.events or control.events its chain is made of. */
export interface Chained {
  /** Fingerprint of the schema that it was written with, hex. */
  readonly fingerprint: string
  /** Its Avro bytes, as its writer wrote them. */
  readonly bytes: Uint8Array
}

/** The chain of links.events and control.events: the entry's Avro bytes (without the five of the wire format) in place of an index part, and no parts. */
export const nextLogChain = (
  tag: typeof LINKS_TAG | typeof CONTROL_TAG,
  previous: Uint8Array,
  n: number,
  fingerprint: string,
  entry: Uint8Array,
): Buffer => nextChain(tag, previous, n, fingerprint, entry, [])

/** Kinds of entries of links.events. */
export type LinksEntryKind = 'epoch' | 'claim' | 'decision'

/** What a later entry takes effect on: the epoch in force. */
export interface LinksStep {
  readonly takesEffect: boolean
  /** Epoch in force after the entry. */
  readonly epoch: number
}

/** Whether an entry of links.events takes effect, and so has a number: an epoch above the one in force; a claim or decision that no later epoch has voided. */
export const linksStep = (kind: LinksEntryKind, entryEpoch: number, epoch: number): LinksStep =>
  kind === 'epoch' ? { takesEffect: entryEpoch > epoch, epoch: Math.max(entryEpoch, epoch) } : { takesEffect: entryEpoch >= epoch, epoch }
