import type { AccessRecord } from '../../core/access-log/access-record.ts'
import { openRecord, type OpenedRecord } from '../../infra/access-log/open-record.ts'
import type { QuestionDeps } from './deps.ts'

/** An access record as access.log has it, opened and held to its commitments. */
export interface OpenedAccess {
  readonly position: number
  readonly record: AccessRecord
  readonly opened: OpenedRecord
}

/** As many are opened at a time. */
const AT_ONCE = 32

/** The records at positions of access.log, in their order, opened: what the index says of them is not believed. A position without a record gives none. */
export async function openedRecords(
  { accessLog, reads: { vault } }: Pick<QuestionDeps, 'accessLog' | 'reads'>,
  positions: readonly number[],
): Promise<readonly OpenedAccess[]> {
  const found: (OpenedAccess | undefined)[] = []
  for (let from = 0; from < positions.length; from += AT_ONCE) {
    const opened = positions.slice(from, from + AT_ONCE).map(async (position): Promise<OpenedAccess | undefined> => {
      const [entry] = await accessLog.read(position, 1)
      if (entry?.record === undefined || entry.offset !== position) return undefined
      return { position, record: entry.record, opened: await openRecord(vault, entry.record) }
    })
    found.push(...(await Promise.all(opened)))
  }
  return found.filter((one) => one !== undefined)
}
