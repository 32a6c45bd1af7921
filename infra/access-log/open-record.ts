import type { AccessRecord } from '../../core/access-log/access-record.ts'
import { openRecords, type OpenedRecord, type OpeningVault } from './open-records.ts'

export { withoutSalts, type OpenedRecord, type Salted, type SaltedRecord, type Unopened } from './open-records.ts'

/** Opens a record and checks each value against its commitment. Never throws for a record that was altered or erased. */
export async function openRecord(vault: OpeningVault, record: AccessRecord): Promise<OpenedRecord> {
  const [opened = { actor: 'altered', request: 'altered', decision: 'altered' }] = await openRecords(vault, [record])
  return opened
}
