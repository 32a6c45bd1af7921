import type { Migration } from '../../database/migrations.ts'

/** Types of events, in a case or waiting: what an event rests on is judged at the door, by what its publisher published (decision 42). Of before, they are not known. */
export const typesOfEvents: Migration = {
  name: '0012-types-of-events',
  statements: ['link_claim', 'unlinked'].flatMap((table) => [
    `alter table ${table} add column type text collate "C" not null default ''`,
    // For the rows that there were; every other says its own.
    `alter table ${table} alter column type drop default`,
  ]),
}
