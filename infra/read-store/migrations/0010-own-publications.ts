import type { Migration } from '../../database/migrations.ts'

/**
 * What an agency published and was accepted, whether it is in a case or waits: for its sender. Events of before: the entries of unlinked.events are applied once more
 * (a repeat changes nothing else), and the timeline brings in those of case logs when it starts (consumers/timeline/publications-of-before.ts).
 * And where a case list looks: at cases in which an agency has a listing or a link, not at those of which it published an event.
 */
export const ownPublications: Migration = {
  name: '0010-own-publications',
  statements: [
    `create table publication (agency text collate "C" not null, system text collate "C" not null, event_id text collate "C" not null, type text collate "C" not null,
      published_at text collate "C" not null, primary key (agency, system, event_id))`,
    'create index publication_newest on publication (agency, published_at desc, system desc, event_id desc)',
    `create table publication_erased (agency text collate "C" not null, system text collate "C" not null, event_id text collate "C" not null, reason text collate "C" not null,
      erased_on text collate "C" not null, primary key (agency, system, event_id))`,
    'create index case_event_publisher on case_event (agency, system, event_id)',
    `create index case_event_instrument on case_event (case_log, type, agency) where type in ('marac.case-listed', 'access.case-linked', 'case.access-blocked')`,
    `delete from consumer_offset where consumer = 'intake-unlinked'`,
  ],
}
