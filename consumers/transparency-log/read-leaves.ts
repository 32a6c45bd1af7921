import type { AccessRecord } from '../../core/access-log/access-record.ts'
import { leafOf } from '../../core/transparency-log/leaf.ts'
import type { LogRecord } from '../../infra/event-log/port.ts'
import type { RecordCodec } from '../../infra/registry/record-codec.ts'
import type { NewLeaf } from '../../infra/transparency-log/port.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'
import type { PutAside } from '../put-aside.ts'
import { leafOfEntry } from './leaves.ts'

/**
 * The leaves of records of access.log, in their order. INVARIANT: whoever reads the same records has the same leaves: what is no access record, or one
 * without a leaf, is left out by what it is alone.
 */
export async function readLeaves(codec: RecordCodec, records: readonly LogRecord[], putAside: PutAside): Promise<readonly NewLeaf[]> {
  const leaves: NewLeaf[] = []
  for (const record of records) {
    const decoded = await codec.decode(record.value)
    if (!decoded.ok) putAside(record, decoded.errors[0]?.code ?? 'unreadable')
    else if (decoded.value.subject !== SUBJECTS.accessRecord) putAside(record, 'wrong-kind')
    else {
      try {
        leaves.push(leafOfEntry(leafOf(decoded.value.value as AccessRecord)))
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        putAside(record, 'no-leaf')
      }
    }
  }
  return leaves
}
