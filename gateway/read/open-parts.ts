import { sql } from 'kysely'
import { byText } from '../../core/case/case-events.ts'
import type { OpenedPart } from '../../core/parts/opened-part.ts'
import { valuesOf } from '../../core/parts/split.ts'
import { partAad } from '../../core/sealing/part-key.ts'
import type { SealedPart } from '../../core/sealing/open-each.ts'
import { SealError } from '../../core/sealing/seal.ts'
import { openHere, type OpenSealed } from '../../infra/opening/opener.ts'
import { binaryArray } from '../../infra/read-store/binary-array.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import { lostAmong, partKeys, type KeyedPart, type PartKeys } from '../../infra/vault/part-keys.ts'
import type { KeyScope, Vault } from '../../infra/vault/port.ts'
import type { EventDecision } from '../../policy/decide/decision.ts'
import { StoreAlteredError } from './errors.ts'
import type { PartsOfRead } from './kept-parts.ts'
import type { SealedRow, WantedPart } from './sealed-row.ts'
import type { StoredEvent } from './snapshot.ts'

export type { SealedRow, WantedPart } from './sealed-row.ts'

/** Every part that is disclosed of events, as it is fetched. */
export const partsOfEvents = (events: readonly Pick<EventDecision, 'caseLog' | 'sequence' | 'parts'>[]): readonly WantedPart[] =>
  events.flatMap(({ caseLog, sequence, parts }) =>
    parts.map(({ owner, class: sensitivity, form }) => ({ owner, class: sensitivity, form, caseLog, sequence })),
  )

/** The order in which parts are opened, composed and put on record: by case log, event, class, owner and form. */
const inOrder = (one: SealedRow, other: SealedRow): number =>
  byText(one.caseLog, other.caseLog) ||
  one.sequence - other.sequence ||
  byText(one.class, other.class) ||
  byText(one.owner, other.owner) ||
  byText(one.form, other.form)

/**
 * Fetches exactly the parts wanted and nothing else, in order. A part that the event does not have has no row. `kept`: of the moment of `tx`; what it has is
 * not fetched again.
 */
export async function fetchParts(tx: ReadStoreTx, wanted: readonly WantedPart[], kept?: PartsOfRead): Promise<readonly SealedRow[]> {
  if (kept === undefined) return (await selectParts(tx, wanted)).toSorted(inOrder)
  const rows: SealedRow[] = []
  const unknown = wanted.filter((part) => {
    const row = kept.find(part)
    if (row) rows.push(row)
    return row === undefined
  })
  const selected = await selectParts(tx, unknown)
  const byEvent = Map.groupBy(selected, ({ caseLog, sequence }) => `${caseLog} ${String(sequence)}`)
  for (const part of unknown) {
    const ofEvent = byEvent.get(`${part.caseLog} ${String(part.sequence)}`) ?? []
    kept.keep(part, ofEvent.find((row) => row.class === part.class && row.owner === part.owner && row.form === part.form) ?? null)
  }
  return [...rows, ...selected].sort(inOrder)
}

async function selectParts(tx: ReadStoreTx, wanted: readonly WantedPart[]): Promise<readonly SealedRow[]> {
  if (wanted.length === 0) return []
  const words = new Map<string, number>()
  /** A word's place in the list of words, from 1: hundreds of parts have a few dozen. */
  const placeOf = (word: string): number => {
    const known = words.get(word)
    if (known !== undefined) return known
    words.set(word, words.size + 1)
    return words.size
  }
  const column = (name: 'caseLog' | 'owner' | 'class' | 'form'): Buffer =>
    binaryArray(
      'integer',
      wanted.map((part) => placeOf(part[name])),
    )
  const [caseLogs, owners, classes, forms] = [column('caseLog'), column('owner'), column('class'), column('form')]
  const sequences = binaryArray(
    'bigint',
    wanted.map(({ sequence }) => sequence),
  )
  const { rows } = await sql<SealedRow>`
    select part.case_log as "caseLog", part.sequence, part.owner, part.class, part.form, part.hash, part.sealed
    from (select ${binaryArray('text', [...words.keys()])}::text[] as word) as list
      cross join unnest(${caseLogs}::integer[], ${sequences}::bigint[], ${owners}::integer[], ${classes}::integer[], ${forms}::integer[])
        as released(case_log, sequence, owner, class, form)
    join case_part as part on part.sequence = released.sequence and part.case_log = word[released.case_log] and part.owner = word[released.owner]
      and part.class = word[released.class] and part.form = word[released.form]`.execute(tx)
  return rows
}

/** Told of each part that is opened, before it is. For tests of what a read opens. */
export type OnOpenPart = (part: WantedPart) => void

export interface OpenDeps {
  readonly vault: Vault
  readonly onOpenPart?: OnOpenPart
  /** Default: in the thread of the read. */
  readonly openSealed?: OpenSealed
}

/** A part that was opened, of an event of a case log. */
export type OpenedRow = WantedPart & OpenedPart

/** An empty reduced form is looked up as one under a key of its event. */
const UNDER_EVENT_KEY = Buffer.from([2])
const HASH_BYTES = 32

/** A sealed row with its event, and what its keys are looked up by. */
interface KeyedRow extends KeyedPart {
  readonly row: SealedRow
  readonly stored: StoredEvent
}

/** Whether a part's hash, which goes on record, is one of those that its event's chain is over. */
const isChained = (hash: Buffer, { partHashes }: StoredEvent): boolean => {
  if (hash.length !== HASH_BYTES) return false
  for (let at = 0; at + HASH_BYTES <= partHashes.length; at += HASH_BYTES)
    if (partHashes.compare(hash, 0, HASH_BYTES, at, at + HASH_BYTES) === 0) return true
  return false
}

/** What the keys of rows are looked up by: rows of one person and class of a case have one scope. */
function keyedOf(rows: readonly SealedRow[], eventOf: (part: WantedPart) => StoredEvent): readonly KeyedRow[] {
  const scopes = new Map<string, KeyScope>()
  return rows.map((row) => {
    const { caseLog, owner, class: sensitivity } = row
    const name = `${caseLog} ${owner} ${sensitivity}`
    const scope = scopes.get(name) ?? { case: caseLog, person: owner, class: sensitivity }
    scopes.set(name, scope)
    const stored = eventOf(row)
    return { row, stored, event: stored.index, scope }
  })
}

/** A row that did not open, with what its keys are looked up by. */
interface Closed {
  readonly part: WantedPart
  readonly keyed: KeyedPart
  readonly sealed: Buffer
  /** Why, as far as the keys say: one that they should open throws. */
  readonly error: SealError | undefined
}

/** Of rows that did not open for a destroyed key, or do not open under the one that there is, those whose key was lost. Throws for one that was altered. */
async function lostOf(vault: Vault, closed: readonly Closed[]): Promise<ReadonlySet<WantedPart>> {
  const lost = await lostAmong(vault, closed)
  const altered = closed.find((one) => one.error !== undefined && !lost.has(one))
  if (altered?.error !== undefined) throw altered.error
  return new Set([...lost].map(({ part }) => part))
}

/** A row that is about to be opened. */
interface ReadyRow {
  readonly keyed: KeyedRow
  readonly part: WantedPart
  /** Its sealed bytes, as its keys are looked up by. */
  readonly underKey: Buffer
  /** Undefined where there is no key for it. */
  readonly toOpen: SealedPart | undefined
}

/** Finds what a row is opened with. Throws StoreAlteredError for one that its event's chain is not over. */
function readyOf(keys: PartKeys, keyed: KeyedRow): ReadyRow {
  const { row, stored } = keyed
  const { caseLog, sequence, owner, class: classCode, form, hash, sealed } = row
  if (!isChained(hash, stored)) throw new StoreAlteredError()
  // The reduced form of an event that was erased, or whose key is missing, is empty.
  const underKey = sealed.length === 0 ? UNDER_EVENT_KEY : sealed
  const found = keys.toOpen(keyed, underKey)
  const { agency, system, event_id: eventId } = stored.index
  return {
    keyed,
    part: { caseLog, sequence, owner, class: classCode, form },
    underKey,
    toOpen: found && { ...found, aad: partAad({ agency, system, eventId, owner, class: classCode, form }), sealed },
  }
}

/**
 * Opens sealed parts under their keys; one whose key was destroyed is left out, one whose key is missing, or was lost, is `unreadable`. `eventOf` finds a
 * part's event. Throws SealError or StoreAlteredError for a part that was altered.
 */
export async function openParts(
  deps: OpenDeps,
  rows: readonly SealedRow[],
  eventOf: (part: WantedPart) => StoredEvent,
): Promise<readonly OpenedRow[]> {
  const keyedRows = keyedOf(rows, eventOf)
  const keys = await partKeys(deps.vault, keyedRows, [], { create: false })
  const ready = keyedRows.map((keyed) => readyOf(keys, keyed))
  const sealed = ready.flatMap(({ toOpen }) => toOpen ?? [])
  for (const { part, toOpen } of ready) if (toOpen !== undefined) deps.onOpenPart?.(part)
  const contents = (await (deps.openSealed ?? openHere)(sealed)).values()
  const closed: Closed[] = []
  const opened = ready.map(({ keyed, part, underKey, toOpen }): OpenedRow => {
    const content = toOpen === undefined ? undefined : contents.next().value
    if (content !== undefined) return { ...part, values: valuesOf(content) }
    if (toOpen === undefined && keys.fate(keyed, underKey) === 'unreadable') return { ...part, values: {}, unreadable: true }
    const result = { ...part, values: {} }
    closed.push({ part: result, keyed, sealed: underKey, error: toOpen === undefined ? undefined : new SealError() })
    return result
  })
  const lost = await lostOf(deps.vault, closed)
  const left = new Set<WantedPart>(closed.map(({ part }) => part))
  return opened.flatMap((row) => (lost.has(row) ? [{ ...row, unreadable: true as const }] : left.has(row) ? [] : [row]))
}
