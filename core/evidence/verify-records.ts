import { commits, type CommitmentTag } from '../access-log/commitment.ts'
import { canonicalJson } from '../../schemas/avro/canonical.ts'
import { leafOfClear } from '../transparency-log/leaf.ts'
import type { BundleFault } from './fault.ts'
import type { RecordLine } from './record-line.ts'

const TAGS: readonly CommitmentTag[] = ['actor', 'request', 'decision']

/** What is wrong with the records of a bundle, each held to its leaf, and its given values to what it commits to. */
export function verifyRecords(lines: readonly RecordLine[], entryAt: (leaf: number) => Uint8Array | undefined): readonly BundleFault[] {
  const seen = new Set<number>()
  return lines.flatMap((line): readonly BundleFault[] => {
    const { leaf } = line
    const repeated: readonly BundleFault[] = seen.has(leaf) ? [{ code: 'record-repeated', leaf }] : []
    seen.add(leaf)
    return [...repeated, ...leafFaults(line, entryAt(leaf)), ...TAGS.flatMap((part) => openingFault(line, part) ?? [])]
  })
}

function leafFaults({ record, sealed, leaf }: RecordLine, entry: Uint8Array | undefined): readonly BundleFault[] {
  try {
    return entry !== undefined && leafOfClear(record, sealed).equals(entry) ? [] : [{ code: 'record-differs', record: record.id, leaf }]
  } catch (error) {
    // No record has a leaf that is too long, or whose text is ill-formed.
    if (error instanceof RangeError) return [{ code: 'record-differs', record: record.id, leaf }]
    throw error
  }
}

function openingFault({ record, leaf, openings }: RecordLine, part: CommitmentTag): BundleFault | undefined {
  const opening = openings[part]
  const of = { record: record.id, leaf, part }
  if ('withheld' in opening) return opening.withheld === 'altered' ? { code: 'opening-altered', ...of } : undefined
  const isTrue = commits(record[part], part, Buffer.from(opening.salt, 'hex'), canonicalJson(opening.value))
  return isTrue ? undefined : { code: 'value-differs', ...of }
}

/** The leaves of a whole log that no record is given of; the first of them. */
export function firstWithoutRecord(lines: readonly RecordLine[], size: number): readonly BundleFault[] {
  const given = new Set(lines.map(({ leaf }) => leaf))
  for (let leaf = 0; leaf < size; leaf += 1) if (!given.has(leaf)) return [{ code: 'record-missing', leaf }]
  return []
}
