import { sql } from 'kysely'
import { binaryArray } from '../../infra/read-store/binary-array.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { LengthOf } from './case-item.ts'
import type { WantedPart } from './open-parts.ts'

const keyOf = ({ caseLog, sequence, owner, class: sensitivity, form }: WantedPart): string =>
  [caseLog, sequence, owner, sensitivity, form].join(' ')

/** How many bytes the sealed forms of parts have, without fetching them. */
export async function partLengths(tx: ReadStoreTx, wanted: readonly WantedPart[]): Promise<LengthOf> {
  if (wanted.length === 0) return () => undefined
  const column = (type: 'text' | 'bigint', name: keyof WantedPart): Buffer =>
    binaryArray(
      type,
      wanted.map((part) => part[name]),
    )
  const { rows } = await sql<WantedPart & { readonly length: number }>`
    select part.case_log as "caseLog", part.sequence, part.owner, part.class, part.form, octet_length(part.sealed) as length
    from unnest(${column('text', 'caseLog')}::text[], ${column('bigint', 'sequence')}::bigint[], ${column('text', 'owner')}::text[],
      ${column('text', 'class')}::text[], ${column('text', 'form')}::text[]) as measured(case_log, sequence, owner, class, form)
    join case_part as part using (case_log, sequence, owner, class, form)`.execute(tx)
  const lengths = new Map(rows.map((row) => [keyOf(row), row.length]))
  return (part) => lengths.get(keyOf(part))
}
