import type { Migration } from '../../database/migrations.ts'

const text = 'text collate "C" not null'

/**
 * Where in access.log to look for who read what (decision 99): an entry for each access record, and a row for each case of which it showed something. No content and no name. Records of before are taken in again:
 * their consumer begins anew, and what it did for recall notices comes out the same. And who has a token that somebody was looked for by: a gateway may ask for one
 * person, and read nothing else of who is who.
 */
export const accessIndex: Migration = {
  name: '0016-access-index',
  statements: [
    `create table access_entry (position bigint not null, id ${text}, at ${text}, reader ${text}, agency ${text}, role ${text}, purpose ${text},
      action ${text}, outcome ${text}, primary key (position))`,
    'create index access_entry_id on access_entry (id)',
    'create index access_entry_reader on access_entry (reader, position)',
    `create index access_entry_break_glass on access_entry (position) where action = 'break-glass'`,
    `create table access_case (case_log ${text}, position bigint not null, sequences ${text}, classes ${text}, primary key (case_log, position))`,
    `create function people_with(tokens text[]) returns table (found_person text, found_case_log text, found_role text, found_kind text)
      language sql stable security definer set search_path from current as $function$
        select distinct person.person, person.case_log, person.role, said.kind from link_token as said
          join link_person as person on person.person = said.person where said.token = any (tokens)
      $function$`,
    "delete from consumer_offset where consumer = 'recalls'",
  ],
}
