import type { Migration } from '../../database/migrations.ts'

/** The few reduced forms that are empty, for want of a key: they are looked for at each start. */
export const emptyParts: Migration = {
  name: '0014-empty-parts',
  statements: ["create index case_part_empty on case_part (case_log, sequence) where form = 'reduced' and sealed = ''::bytea"],
}
