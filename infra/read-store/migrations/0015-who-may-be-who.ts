import type { Migration } from '../../database/migrations.ts'

const text = 'text collate "C" not null'

/** Of people of cases that became one, who may be who (decision 88). No decision of before says so. */
export const whoMayBeWho: Migration = {
  name: '0015-who-may-be-who',
  statements: [
    `create table link_candidate (person ${text}, case_log ${text}, candidate ${text}, candidate_log ${text}, number bigint not null, primary key (person, candidate))`,
    'create index link_candidate_case on link_candidate (case_log)',
    'create index link_candidate_other_case on link_candidate (candidate_log)',
  ],
}
