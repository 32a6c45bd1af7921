import { SCHEMA_IDS, type SchemaIds } from '../../../core/control/entry.ts'
import { numbered, type Numbering } from '../../../core/control/numberings.ts'
import { createReader, createWriters } from '../../../core/records/writers.ts'
import { readWire } from '../../../schemas/codec/wire.ts'
import { loadRecords, recordOf, writerVersions } from '../../../schemas/index.ts'
import type { EventLog } from '../../event-log/port.ts'
import { CONTROL_EVENTS } from '../../event-log/topics.ts'
import { SCHEMA_HEADER } from './log.ts'

const CHUNK = 100

/**
 * How the registry has numbered schemas, oldest first, as control.events says it: its entries are found by their own fingerprint, so that this needs no registry.
 * None while there is no such topic. Rejects with EventLogError, for example `not-allowed`.
 */
export async function readNumberings(log: EventLog): Promise<readonly Numbering[]> {
  if (!(await log.topics()).some(({ topic }) => topic === CONTROL_EVENTS)) return []
  const ofKind = new Set(
    writerVersions()
      .filter(({ subject }) => subject === SCHEMA_IDS)
      .map(({ fingerprint }) => fingerprint),
  )
  const writerOf = createWriters(writerVersions())
  const read = createReader(recordOf(loadRecords(), 'schema-ids').avro)
  const [range = { start: 0, end: 0 }] = await log.ranges(CONTROL_EVENTS)
  let numberings: readonly Numbering[] = []
  for (let from = range.start; from < range.end;) {
    const records = await log.read(CONTROL_EVENTS, 0, from, CHUNK)
    for (const { headers, value } of records) {
      const fingerprint = headers[SCHEMA_HEADER] ?? ''
      const wire = readWire(value)
      if (ofKind.has(fingerprint) && wire.ok)
        numberings = numbered(numberings, read(writerOf(fingerprint).type, wire.value.body) as SchemaIds)
    }
    from = (records.at(-1)?.offset ?? range.end) + 1
  }
  return numberings
}
