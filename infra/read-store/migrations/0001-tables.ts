import type { Migration } from '../../database/migrations.ts'

/**
 * The tables of tables.ts. Text sorts by bytes (`collate "C"`), the same on every machine; sealed bytes are stored
 * as they are, since they do not compress.
 */
const text = 'text collate "C" not null'
const identity = `agency ${text}, system ${text}, event_id ${text}`
const inbox = `inbox_topic ${text}, inbox_partition integer not null, inbox_offset bigint not null`

export const tables: Migration = {
  name: '0001-tables',
  statements: [
    `create table consumer_offset (consumer ${text}, topic ${text}, partition integer not null, next_offset bigint not null,
      primary key (consumer, topic, partition))`,
    `create table log_head (log ${text} check (log in ('links', 'control')), sequence bigint not null, chain bytea not null, primary key (log))`,
    `create table case_log (case_log ${text}, sequence bigint not null, chain bytea not null, primary key (case_log))`,

    `create table case_event (case_log ${text}, sequence bigint not null, ${identity}, type ${text}, record_schema ${text},
      index_part bytea not null, part_hashes bytea not null, chain bytea not null, primary key (case_log, sequence))`,
    'create unique index case_event_identity on case_event (case_log, agency, system, event_id)',
    'alter table case_event alter column index_part set storage external',
    'alter table case_event alter column part_hashes set storage external',

    `create table case_part (case_log ${text}, sequence bigint not null, owner ${text}, class ${text},
      form ${text} check (form in ('plain', 'reduced')), hash bytea not null, sealed bytea not null,
      primary key (case_log, sequence, owner, class, form))`,
    'alter table case_part alter column sealed set storage external',

    `create table case_candidate (case_log ${text}, kind ${text} check (kind in ('staff', 'agency', 'agency_type')), value ${text},
      primary key (case_log, kind, value))`,
    'create index case_candidate_value on case_candidate (kind, value)',

    `create table link_claim (${identity}, digest ${text}, ${inbox}, case_log ${text}, people ${text}, primary key (agency, system, event_id))`,
    'create index link_claim_event on link_claim (event_id)',
    'create index link_claim_case on link_claim (case_log)',

    `create table link_person (person ${text}, case_log ${text}, role ${text} check (role in ('subject', 'adult', 'child')), primary key (person))`,
    'create index link_person_case on link_person (case_log)',

    `create table link_token (person ${text}, kind ${text}, token ${text}, primary key (person, kind, token))`,
    'create index link_token_token on link_token (token)',

    `create table link_proceeding (kind ${text}, token ${text}, case_log ${text}, primary key (kind, token, case_log))`,

    `create table unlinked (${identity}, digest ${text}, ${inbox}, unlinked_offset bigint not null, primary key (agency, system, event_id))`,
    `create table unlinked_awaits (${identity}, token ${text}, primary key (agency, system, event_id, token))`,
    'create index unlinked_awaits_token on unlinked_awaits (token)',

    `create table control_entry (sequence bigint not null, type ${text}, schema ${text}, entry bytea not null, chain bytea not null,
      primary key (sequence))`,
  ],
}
