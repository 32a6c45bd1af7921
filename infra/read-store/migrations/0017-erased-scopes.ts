import type { Migration } from '../../database/migrations.ts'

const text = 'text collate "C" not null'

/** Cases and people of cases that were erased as a whole (decision 102): nothing is linked to them any more. */
export const erasedScopes: Migration = {
  name: '0017-erased-scopes',
  statements: [`create table erased_scope (case_log ${text}, person ${text}, primary key (case_log, person))`],
}
