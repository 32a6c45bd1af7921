import type { Migration } from '../../database/migrations.ts'

/** Who was erased as a whole is found by no question of an auditor either (decision 102). */
export const erasedAreNotFound: Migration = {
  name: '0018-erased-are-not-found',
  statements: [
    `create or replace function people_with(tokens text[]) returns table (found_person text, found_case_log text, found_role text, found_kind text)
      language sql stable security definer set search_path from current as $function$
        select distinct person.person, person.case_log, person.role, said.kind from link_token as said
          join link_person as person on person.person = said.person where said.token = any (tokens)
          and not exists (select from erased_scope as gone where gone.case_log = person.case_log and gone.person in ('', person.person))
      $function$`,
  ],
}
