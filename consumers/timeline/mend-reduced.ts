import { sql } from 'kysely'
import type { ReadStore } from '../../infra/read-store/port.ts'
import type { Vault } from '../../infra/vault/port.ts'
import { partKeys } from '../../infra/vault/part-keys.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { releasedIndexDecoder } from './decode-index.ts'
import { createReducedForms } from './reduced-part.ts'

export interface MendDeps {
  readonly store: ReadStore
  readonly vault: Vault
  readonly catalogue: Catalogue
}

/**
 * Makes the reduced forms that the timeline left empty for want of a key, where the key is there by now: a fresher vault was put back. Those of erased events
 * stay empty. Resolves with how many it made; none in an installation that lost nothing.
 */
export async function mendReduced({ store, vault, catalogue }: MendDeps): Promise<number> {
  const decode = releasedIndexDecoder()
  const forms = createReducedForms(catalogue, () => undefined)
  const rows = await store.db
    .selectFrom('case_part as empty')
    .innerJoin('case_part as plain', (join) =>
      join
        .onRef('plain.case_log', '=', 'empty.case_log')
        .onRef('plain.sequence', '=', 'empty.sequence')
        .onRef('plain.owner', '=', 'empty.owner')
        .onRef('plain.class', '=', 'empty.class')
        .on('plain.form', '=', 'plain'),
    )
    .innerJoin('case_event as event', (join) =>
      join.onRef('event.case_log', '=', 'empty.case_log').onRef('event.sequence', '=', 'empty.sequence'),
    )
    .select(['empty.case_log', 'empty.sequence', 'empty.owner', 'empty.class', 'plain.sealed', 'event.record_schema', 'event.index_part'])
    .where(sql<boolean>`empty.form = 'reduced' and empty.sealed = ''::bytea`)
    .orderBy('empty.case_log')
    .orderBy('empty.sequence')
    .execute()
  const parts = rows.map((row) => {
    const index = decode(row.record_schema, row.index_part)
    return { ...row, index, keyed: { event: index, scope: { case: row.case_log, person: row.owner, class: row.class } } }
  })
  const keys = await partKeys(
    vault,
    parts.map(({ keyed }) => keyed),
    [],
    { create: false },
  )
  let mended = 0
  for (const { index, keyed, case_log: caseLog, sequence, owner, class: sensitivity, sealed } of parts) {
    const form = forms.of(index, { owner, class: sensitivity, sealed }, () => keys.opening(keyed, sealed))
    if (form === undefined || form.length === 0) continue
    await store.db
      .updateTable('case_part')
      .set({ sealed: form })
      .where('case_log', '=', caseLog)
      .where('sequence', '=', sequence)
      .where('owner', '=', owner)
      .where('class', '=', sensitivity)
      .where('form', '=', 'reduced')
      .execute()
    mended++
  }
  return mended
}
