import type { Migration } from '../../database/migrations.ts'

/** What intake looks up for each batch, and a start for erasures: by an index, so that it takes no longer the more there is. */
export const foundByIndex: Migration = {
  name: '0019-found-by-index',
  statements: [
    'create index link_proceeding_token on link_proceeding (token)',
    'create index unlinked_event on unlinked (event_id)',
    "create index case_event_erased on case_event (case_log, sequence) where type = 'record.erased'",
  ],
}
