import type { AppliedEvent } from '../../core/case/fold-log.ts'
import type { SealedPart } from '../../core/case/index-part.ts'
import { partHash } from '../../core/chain/hash.ts'
import type { CasePartTable } from '../../infra/read-store/tables.ts'
import type { Finding } from '../finding.ts'
import type { OpeningKeys } from './keys.ts'
import type { ReducedForms } from './reduced-part.ts'

type Found = Pick<Finding, 'code' | 'in' | 'owner' | 'class' | 'form'>

const nameOf = ({ owner, class: sensitivity, form }: Pick<CasePartTable, 'owner' | 'class' | 'form'>): string =>
  `${form} ${sensitivity} ${owner}`

function compareReduced(
  part: SealedPart,
  row: CasePartTable | undefined,
  expected: Buffer | undefined,
  hasKey: boolean,
  before: () => Buffer | undefined,
): readonly Found[] {
  const key = { owner: part.owner, class: part.class, form: 'reduced' as const }
  if (expected === undefined) return row === undefined ? [] : [{ code: 'part-extra', in: 'store', ...key }]
  if (row === undefined) return [{ code: 'part-missing', in: 'store', ...key }]
  // Without its key a reduced form cannot be made again: what was written before the key was destroyed stands.
  // The form of an earlier release stands until a rebuild.
  return !hasKey || row.sealed.equals(expected) || before()?.equals(row.sealed) === true
    ? []
    : [{ code: 'part-altered', in: 'store', ...key }]
}

/** What parts are opened with; undefined where the index part, which they are bound to, is in doubt itself. */
export interface Openers {
  readonly forms: ReducedForms
  readonly keys: OpeningKeys
}

/**
 * Compares an event's parts in the log with the rows of the store. `rowHolds`: the event's rows agree with their own chain.
 * A part of the log that does not open under its key is altered in the log, whatever the chain says.
 */
export function compareParts(
  event: AppliedEvent,
  rows: readonly CasePartTable[],
  rowHolds: boolean,
  openers: Openers | undefined,
): readonly Found[] {
  const { index } = event.entry.record
  const byName = new Map(rows.map((row) => [nameOf(row), row]))
  const findings = event.parts.flatMap(({ part, hash }): readonly Found[] => {
    const key = { owner: part.owner, class: part.class, form: 'plain' as const }
    const plain = byName.get(nameOf(key))
    if (plain === undefined) return [{ code: 'part-missing', in: rowHolds ? 'log' : 'store', ...key }]
    const hasKey = openers?.keys(index, part) !== undefined
    const reduced = openers?.forms.of(index, part, openers.keys)
    const unauthentic = hasKey && reduced?.length === 0
    if (!plain.sealed.equals(part.sealed)) return [{ code: 'part-altered', in: rowHolds || unauthentic ? 'log' : 'store', ...key }]
    if (!plain.hash.equals(hash)) return [{ code: 'hash-altered', in: 'store', ...key }]
    if (unauthentic) return [{ code: 'part-unauthentic', in: 'log', ...key }]
    return openers === undefined
      ? []
      : compareReduced(part, byName.get(nameOf({ ...key, form: 'reduced' })), reduced, hasKey, () =>
          openers.forms.before(index, part, openers.keys),
        )
  })
  const known = new Set(
    event.parts.flatMap(({ part: { owner, class: sensitivity } }) => [
      nameOf({ owner, class: sensitivity, form: 'plain' }),
      nameOf({ owner, class: sensitivity, form: 'reduced' }),
    ]),
  )
  const extra = rows
    .filter((row) => !known.has(nameOf(row)))
    .map(({ owner, class: sensitivity, form }): Found => ({ code: 'part-extra', in: 'store', owner, class: sensitivity, form }))
  return [...findings, ...extra]
}

/** Hashes of the plain parts that the store has, in the order that the chain is over. */
export const storedHashes = (
  rows: readonly CasePartTable[],
  order: (one: CasePartTable, other: CasePartTable) => number,
): readonly Buffer[] =>
  rows
    .filter(({ form }) => form === 'plain')
    .toSorted(order)
    .map(partHash)
