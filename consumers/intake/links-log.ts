import { LINKS_EVENTS } from '../../infra/event-log/topics.ts'
import type { Appended, EventLog, LogRecord } from '../../infra/event-log/port.ts'
import { OffsetLostError } from '../../infra/read-store/offsets.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import type { RecordCodec } from '../../infra/registry/record-codec.ts'
import type { LinkClaimRecord } from '../../core/linking/claim-record.ts'
import type { LinkDecidedRecord } from '../../core/linking/decision.ts'
import { foldLinksLog, linksEntry, type LinksEntry } from '../../core/linking/fold-log.ts'
import { fenced, IntakeError, unreadable } from './errors.ts'
import { loadLinks, moveLinks, type StoredLinks } from './links-store.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'

const CHUNK = 1_000

/** The link log, applied to the read store's link tables. */
export interface LinksLog {
  /** The epoch in force where the store stands. */
  epoch(): number
  /** The next offset wanted where the store stands. */
  next(): number
  /** Applies everything that is in the log. `mine`: the epoch of this intake, once it has one; a higher one ends it with `fenced`. */
  catchUp(mine?: number): Promise<void>
  /** Appends claims, with the people of whom each says something new; resolves when durable, with what `applyOwn` needs. */
  append(claims: readonly { readonly record: LinkClaimRecord; readonly changed: ReadonlySet<string> }[]): Promise<OwnEntries>
  /** Appends a decision, in the same way. */
  appendDecision(record: LinkDecidedRecord): Promise<OwnEntries>
  /** Applies own entries. Throws `fenced` when a higher epoch stands before them: they are void. */
  applyOwn(own: OwnEntries, mine: number): Promise<void>
}

/** Entries that were appended. */
export interface OwnEntries {
  readonly entries: readonly LinksEntry[]
  readonly appended: readonly Appended[]
}

/** Opens the link log where the store stands. */
export async function openLinksLog(deps: {
  readonly log: EventLog
  readonly store: ReadStore
  readonly records: RecordCodec
}): Promise<LinksLog> {
  const {
    log,
    store: { db },
    records,
  } = deps
  let stored: StoredLinks = await loadLinks(db)

  const entryOf = async (record: LogRecord): Promise<LinksEntry> => {
    const decoded = await records.decode(record.value)
    if (!decoded.ok) throw unreadable(decoded.errors)
    const entry = linksEntry(decoded.value)
    if (entry !== undefined) return entry
    throw new IntakeError('unreadable-record', 'An entry of the link log is of another kind.')
  }
  /** False when another intake was first; what it applied is the same, and where it stands is read again. */
  const apply = async (entries: readonly LinksEntry[], next: number): Promise<boolean> => {
    const { effective, state } = foldLinksLog(entries, stored.state)
    try {
      await moveLinks(db, stored, { next, state }, effective)
      stored = { next, state }
      return true
    } catch (error) {
      if (!(error instanceof OffsetLostError)) throw error
      stored = await loadLinks(db)
      return false
    }
  }
  const catchUp = async (mine?: number): Promise<void> => {
    for (;;) {
      if (mine !== undefined && stored.state.epoch > mine) throw fenced()
      const chunk = await log.read(LINKS_EVENTS, 0, stored.next ?? 0, CHUNK)
      const last = chunk.at(-1)
      if (last === undefined) return
      await apply(await Promise.all(chunk.map(entryOf)), last.offset + 1)
    }
  }
  return {
    epoch: () => stored.state.epoch,
    next: () => stored.next ?? 0,
    catchUp,
    async append(claims) {
      const encoded = await Promise.all(
        claims.map(async ({ record, changed }) => ({ record, changed, ...(await records.encode(SUBJECTS.linkClaim, record)) })),
      )
      const appended = await log.append(encoded.map(({ wire }) => ({ topic: LINKS_EVENTS, key: null, value: wire })))
      return {
        appended,
        entries: encoded.map(({ record, changed, fingerprint, bytes }) => ({ kind: 'claim', record, changed, fingerprint, bytes })),
      }
    },
    async appendDecision(record) {
      const { wire, fingerprint, bytes } = await records.encode(SUBJECTS.linkDecided, record)
      return {
        appended: await log.append([{ topic: LINKS_EVENTS, key: null, value: wire }]),
        entries: [{ kind: 'decision', record, fingerprint, bytes }],
      }
    },
    async applyOwn({ entries, appended }, mine) {
      const first = appended.at(0)
      const last = appended.at(-1)
      if (first === undefined || last === undefined) return
      const alone = first.offset === (stored.next ?? 0) && last.offset - first.offset === appended.length - 1
      if (!alone || !(await apply(entries, last.offset + 1))) await catchUp(mine)
      if (stored.state.epoch > mine) throw fenced()
    },
  }
}
