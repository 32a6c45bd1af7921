import type { Migration } from '../../database/migrations.ts'

const text = 'text collate "C" not null'

/** Who was shown which event, and what readers answered to recall notices. */
export const recalls: Migration = {
  name: '0003-recalls',
  statements: [
    `create table event_reading (reader ${text}, case_log ${text}, sequence bigint not null, head bigint not null, read_at ${text},
      primary key (reader, case_log, sequence))`,
    `create table recall_answer (reader ${text}, recall ${text}, acted ${text} check (acted in ('yes', 'no')), step ${text}, answered_at ${text},
      primary key (reader, recall))`,
  ],
}
