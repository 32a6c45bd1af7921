import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { referenceKey } from '../../../infra/access-log/open-records.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import type { Decoder } from '../../../schemas/codec/resolvers.ts'
import { readAccessEntries } from './access-entries.ts'
import type { ControlLog } from './control-log.ts'
import type { LinksLog } from './links-log.ts'
import { placeOf, UNPLACED, type GroupNames, type ReadPlace } from './read-groups.ts'
import { sortReads, type SortedReads } from './sorted-reads.ts'

/** The logs that are of no one case. */
export interface SharedLogs {
  readonly control: ControlLog
  readonly links: LinksLog
}

/** The reads of a range, sorted, and how far the shared logs are as some of them say. */
export interface GatheredReads {
  readonly sorted: SortedReads
  /** Number of the last entry of a shared log whose running hash a record has as the log has it; -1: none. */
  readonly confirmed: Readonly<Record<keyof SharedLogs, number>>
}

interface GatherDeps {
  readonly log: EventLog
  readonly vault: Vault
  readonly decoder: Decoder
  readonly shared: SharedLogs
  readonly names: GroupNames
}

/** Which reads are wanted, by the clear part of their records and by their place. */
export type Wanted = (record: AccessRecord, place: ReadPlace | undefined) => boolean

/** Goes through access.log once: sorts the reads that are wanted, and every entry that is no access record. Close what is sorted. */
export async function gatherReads({ log, vault, decoder, shared, names }: GatherDeps, wanted: Wanted): Promise<GatheredReads> {
  const sorted = sortReads()
  const reference = await referenceKey(vault)
  const confirmed = { control: -1, links: -1 }
  const confirm = ({ versions }: AccessRecord): void => {
    for (const { log: name, sequence, chain } of versions)
      if ((name === 'control' || name === 'links') && sequence > confirmed[name] && shared[name].chainAt(sequence) === chain)
        confirmed[name] = sequence
  }
  for await (const { offset, value, record } of readAccessEntries(log, decoder)) {
    const place = record && placeOf(reference, record)
    if (record !== undefined && !wanted(record, place)) continue
    // A record that its opening is not bound to confirms nothing.
    if (record !== undefined && place !== undefined) confirm(record)
    const version = place?.caseLog === undefined ? undefined : record?.versions.find((one) => one.log === 'case:0')
    sorted.add(record === undefined ? UNPLACED : names.ofPlace(place), { offset, value }, version)
  }
  return { sorted, confirmed }
}
