import type { Migration } from '../../database/migrations.ts'

/** What an agency's events say by which its later ones are judged at the door, in a case or waiting (decision 54). Of events of before, it is not known. */
export const ownStatements: Migration = {
  name: '0013-own-statements',
  statements: [
    `create table own_statement (about text collate "C" not null, agency text collate "C" not null, system text collate "C" not null, event_id text collate "C" not null,
      type text collate "C" not null, inbox_topic text collate "C" not null, inbox_partition integer not null, inbox_offset bigint not null,
      statement text collate "C" not null, primary key (about, agency, system, event_id))`,
  ],
}
