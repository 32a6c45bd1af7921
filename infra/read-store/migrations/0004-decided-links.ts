import type { Migration } from '../../database/migrations.ts'

const text = 'text collate "C" not null'

/**
 * What people decided of who is who. A person may be of several case logs that are, or were, one case. The link tables and the readings are emptied, and
 * folded again from their logs: neither the age of a case log nor the links that a reading was decided over are in them yet.
 */
export const decidedLinks: Migration = {
  name: '0004-decided-links',
  statements: [
    `create table link_case (case_log ${text}, number bigint not null, primary key (case_log))`,
    `create table link_merged (kind ${text} check (kind in ('case', 'person')), id ${text}, into_id ${text}, case_log ${text}, into_case_log ${text},
      number bigint not null, primary key (id))`,
    'create index link_merged_case on link_merged (case_log)',
    'create index link_merged_into_case on link_merged (into_case_log)',
    `create table link_left (case_log ${text}, agency ${text}, system ${text}, event_id ${text}, number bigint not null, primary key (case_log, agency, system, event_id))`,
    `create table link_split (case_log ${text}, since bigint not null, number bigint not null, primary key (case_log, since, number))`,
    'create index link_left_event on link_left (agency, system, event_id)',
    'alter table link_person drop constraint link_person_pkey',
    'alter table link_person add primary key (person, case_log)',
    'delete from link_claim',
    'delete from link_person',
    'delete from link_token',
    'delete from link_proceeding',
    "delete from log_head where log = 'links'",
    "delete from consumer_offset where consumer in ('intake-links', 'intake-epoch')",
    'delete from event_reading',
    'alter table event_reading add column links bigint not null',
    "delete from consumer_offset where consumer = 'recalls'",
  ],
}
