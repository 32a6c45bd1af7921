import type { Migration } from '../../database/migrations.ts'

const text = 'text collate "C" not null'

/** Warnings kept with events, and the events that a rule of the case refused. */
export const judgedInCase: Migration = {
  name: '0002-judged-in-case',
  statements: [
    `alter table case_event add column warnings ${text} default '[]'`,
    // For the rows that there were; every other says its own.
    'alter table case_event alter column warnings drop default',
    `create table case_refused (case_log ${text}, agency ${text}, system ${text}, event_id ${text}, errors ${text},
      primary key (case_log, agency, system, event_id))`,
  ],
}
