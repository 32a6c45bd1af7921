import type { AccessRecord } from '../../core/access-log/access-record.ts'
import { openSaltedRecords, withoutSalts, type OpenedRecord, type OpeningVault, type SaltedRecord } from './open-records.ts'

export { withoutSalts, type OpenedRecord, type Salted, type SaltedRecord, type Unopened } from './open-records.ts'

/** Opens a record and checks each value against its commitment. Never throws for a record that was altered or erased. */
export const openRecord = async (vault: OpeningVault, record: AccessRecord): Promise<OpenedRecord> =>
  withoutSalts(await openSalted(vault, record))

/** As `openRecord`, with the salts. */
export async function openSalted(vault: OpeningVault, record: AccessRecord): Promise<SaltedRecord> {
  const [opened = { actor: 'altered', request: 'altered', decision: 'altered' }] = await openSaltedRecords(vault, [record])
  return opened
}
