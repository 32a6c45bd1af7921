import type { Migration } from '../../database/migrations.ts'

/** Whom a person may be who is new because they may be one of several (decision 40). Nobody of before is. */
export const candidates: Migration = {
  name: '0009-candidates',
  statements: [
    `alter table link_person add column candidates text collate "C" not null default '[]'`,
    // For the rows that there were; every other says its own.
    'alter table link_person alter column candidates drop default',
  ],
}
