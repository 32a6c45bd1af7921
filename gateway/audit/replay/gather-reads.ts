import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { referenceKey } from '../../../infra/access-log/open-records.ts'
import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import { readAccessEntries } from './access-entries.ts'
import type { ReplaySources } from './deps.ts'
import { placeOf, UNPLACED, type ReadPlace } from './read-groups.ts'
import { sortReads, type SortedReads } from './sorted-reads.ts'
import type { ReplayGround, SharedConfirmed } from './ground.ts'

/** The reads of a range, sorted. */
export interface GatheredReads {
  readonly sorted: SortedReads
  readonly confirmed: SharedConfirmed
}

/** The offset that the next access record will have: a replay goes no further than it began with. */
export async function endOfAccessLog({ log }: Pick<ReplaySources, 'log'>): Promise<number> {
  return (await log.ranges(ACCESS_LOG))[0]?.end ?? 0
}

/** Which reads are wanted, by the clear part of their records and by their place. */
export type Wanted = (record: AccessRecord, place: ReadPlace | undefined) => boolean

/** Goes through access.log once, up to the offset `end`: sorts the reads that are wanted, and every entry that is no access record. Close what is sorted. */
export async function gatherReads({ deps, decoder, shared, names }: ReplayGround, wanted: Wanted, end: number): Promise<GatheredReads> {
  const sorted = sortReads()
  const reference = await referenceKey(deps.vault)
  const confirmed = { control: -1, links: -1 }
  const confirm = ({ versions }: AccessRecord): void => {
    for (const { log: name, sequence, chain } of versions)
      if ((name === 'control' || name === 'links') && sequence > confirmed[name] && shared[name].chainAt(sequence) === chain)
        confirmed[name] = sequence
  }
  for await (const { offset, value, record } of readAccessEntries(deps.log, decoder)) {
    if (offset >= end) break
    const place = record && placeOf(reference, record)
    if (record !== undefined && !wanted(record, place)) continue
    // A record that its opening is not bound to confirms nothing.
    if (record !== undefined && place !== undefined) confirm(record)
    const version = place?.caseLog === undefined ? undefined : record?.versions.find((one) => one.log === 'case:0')
    sorted.add(record === undefined ? UNPLACED : names.ofPlace(place), { offset, value }, version)
  }
  return { sorted, confirmed }
}
