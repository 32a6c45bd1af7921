import type { Migration } from '../../database/migrations.ts'

/** Which agency first said a name of somebody who was known already: its own readers know nobody by it (decision 43). Of before, nobody kept it. */
export const whoSaidAName: Migration = {
  name: '0011-who-said-a-name',
  statements: [
    `alter table link_token add column agency text collate "C" not null default ''`,
    // For the rows that there were; every other says its own.
    'alter table link_token alter column agency drop default',
    'drop function name_tokens(text[])',
    `create function name_tokens(people text[]) returns table (named_person text, name_token text, said_by text)
      language sql stable security definer set search_path from current as $function$
        select person, token, agency from link_token where person = any (people) and kind in ('given_name', 'surname', 'full_name')
      $function$`,
  ],
}
