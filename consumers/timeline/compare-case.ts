import { candidatesOf } from '../../core/case/candidates.ts'
import { EMPTY_CASE, identityOf, type AppliedEvent } from '../../core/case/fold-log.ts'
import { CASE_TAG, nextChain } from '../../core/chain/hash.ts'
import { byClassThenOwner } from '../../core/parts/classes.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import type { CaseEventTable, CasePartTable } from '../../infra/read-store/tables.ts'
import { compareParts, storedHashes, type Openers } from './compare-parts.ts'
import type { Finding } from '../finding.ts'
import { eventRow } from './rows.ts'
import type { StoredCase } from './stored-case.ts'

/** A row with the event of the log that it should be; either may be missing. */
interface Pair {
  readonly row: CaseEventTable | undefined
  readonly event: AppliedEvent | undefined
}

/** By position where there are as many of both, so that an altered id is found for what it is; else by identity. */
function pairs(rows: readonly CaseEventTable[], events: readonly AppliedEvent[]): readonly Pair[] {
  if (rows.length === events.length) return rows.map((row, at) => ({ row, event: events[at] }))
  const left = new Map(events.map((event) => [identityOf(event.entry.record.index), event]))
  const paired = rows.map((row): Pair => {
    const event = left.get(identityOf(row))
    left.delete(identityOf(row))
    return { row, event }
  })
  return [...paired, ...[...left.values()].map((event): Pair => ({ row: undefined, event }))]
}

/** Whether an event that has no row was put into the log: the store has another event under its number, and none missing. */
const isPutIn = ({ events }: StoredCase, event: AppliedEvent | undefined): boolean =>
  event !== undefined && event.sequence <= events.length && events.every(({ sequence }, at) => sequence === at + 1)

/** Whether a row agrees with its own chain, from the row before it or from where the log has the chain. */
function holds(row: CaseEventTable, parts: readonly CasePartTable[], before: readonly (Buffer | undefined)[]): boolean {
  const hashes = storedHashes(parts, byClassThenOwner)
  return before.some(
    (chain) => chain !== undefined && nextChain(CASE_TAG, chain, row.sequence, row.record_schema, row.index_part, hashes).equals(row.chain),
  )
}

type Found = Pick<Finding, 'code' | 'in'>

const sameIndex = (row: CaseEventTable, { entry }: AppliedEvent): boolean =>
  row.index_part.equals(entry.indexBytes) && row.record_schema === entry.fingerprint

/** Whether a row's hashes of parts are those of the log, or of the parts beside it: where a part was altered in either, that is told of the part. */
function samePartHashes(row: CaseEventTable, parts: readonly CasePartTable[], event: AppliedEvent): boolean {
  const ofLog = event.parts.map(({ hash }) => hash)
  return [ofLog, storedHashes(parts, byClassThenOwner)].some((hashes) => row.part_hashes.equals(Buffer.concat(hashes)))
}

function compareRow(
  row: CaseEventTable,
  event: AppliedEvent,
  rowHolds: boolean,
  rowParts: readonly CasePartTable[],
  inParts: readonly Found[],
  sameCount: boolean,
): readonly Found[] {
  const { index } = event.entry.record
  if (!sameIndex(row, event)) return [{ code: 'index-altered', in: rowHolds ? 'log' : 'store' }]
  if (identityOf(row) !== identityOf(index) || row.type !== index.type) return [{ code: 'columns-altered', in: 'store' }]
  if (row.warnings !== eventRow(event).warnings) return [{ code: 'columns-altered', in: 'store' }]
  if (!samePartHashes(row, rowParts, event)) return [{ code: 'columns-altered', in: 'store' }]
  if (sameCount && row.sequence !== event.sequence) return [{ code: 'sequence-altered', in: 'store' }]
  return rowHolds || inParts.length > 0 ? [] : [{ code: 'chain-altered', in: 'store' }]
}

function compareHead({ head, events }: StoredCase): readonly Found[] {
  const last = events.at(-1) ?? EMPTY_CASE
  return (head ?? EMPTY_CASE).sequence === last.sequence && (head ?? EMPTY_CASE).chain.equals(last.chain)
    ? []
    : [{ code: 'head-altered', in: 'store' }]
}

function compareCandidates(stored: StoredCase, events: readonly AppliedEvent[]): readonly Found[] {
  const expected = new Set(events.flatMap(({ entry }) => candidatesOf(entry.record.index).map(({ kind, value }) => `${kind} ${value}`)))
  const found = new Set(stored.candidates.map(({ kind, value }) => `${kind} ${value}`))
  return [
    ...[...expected].filter((name) => !found.has(name)).map((): Found => ({ code: 'candidate-missing', in: 'store' })),
    ...[...found].filter((name) => !expected.has(name)).map((): Found => ({ code: 'candidate-extra', in: 'store' })),
  ]
}

/** Compares a case log, folded from its start, with what the read store has of it. */
export function compareCase(stored: StoredCase, events: readonly AppliedEvent[], openers: Openers): readonly Finding[] {
  const partsOf = Map.groupBy(stored.parts, ({ sequence }) => sequence)
  const paired = pairs(stored.events, events)
  const sameCount = stored.events.length === events.length
  const chains = new Map(events.map(({ sequence, chain }) => [sequence, chain]))
  const comparePair = ({ row, event }: Pair): readonly Finding[] => {
    const position = { topic: CASE_EVENTS, caseLog: stored.caseLog, sequence: row?.sequence ?? event?.sequence ?? 0 }
    if (row === undefined)
      return [
        isPutIn(stored, event) ? { code: 'event-extra', in: 'log', ...position } : { code: 'event-missing', in: 'store', ...position },
      ]
    const parts = partsOf.get(row.sequence) ?? []
    const before = stored.events.findLast(({ sequence }) => sequence < row.sequence)?.chain ?? EMPTY_CASE.chain
    const rowHolds = holds(row, parts, [before, chains.get(row.sequence - 1)])
    if (event === undefined)
      return [rowHolds ? { code: 'event-missing', in: 'log', ...position } : { code: 'event-extra', in: 'store', ...position }]
    const inParts = compareParts(event, parts, rowHolds, sameIndex(row, event) ? openers : undefined)
    return [...compareRow(row, event, rowHolds, parts, inParts, sameCount), ...inParts].map((finding) => ({ ...finding, ...position }))
  }
  const found = paired.flatMap(comparePair)
  // Where an event's index part is in doubt or missing, so are the candidates that follow from it.
  const whole = paired.every(({ row, event }) => row !== undefined && event !== undefined && sameIndex(row, event))
  const ofCase = [...compareHead(stored), ...(whole ? compareCandidates(stored, events) : [])]
  return [
    ...found,
    ...strayParts(stored, chains),
    ...ofCase.map((finding) => ({ ...finding, topic: CASE_EVENTS, caseLog: stored.caseLog })),
  ]
}

/** Parts of no event at all. */
function strayParts({ caseLog, events, parts }: StoredCase, chains: ReadonlyMap<number, Buffer>): readonly Finding[] {
  const sequences = new Set(events.map(({ sequence }) => sequence))
  return parts
    .filter(({ sequence }) => !sequences.has(sequence) && !chains.has(sequence))
    .map(({ sequence, owner, class: sensitivity, form }) => ({
      code: 'part-extra',
      in: 'store',
      topic: CASE_EVENTS,
      caseLog,
      sequence,
      owner,
      class: sensitivity,
      form,
    }))
}
