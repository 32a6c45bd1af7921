import type { Migration } from '../../database/migrations.ts'

/** The keyed tokens of people's names, by their ids: a gateway masks names in texts by them, and reads nothing else of who is who. */
export const names: Migration = {
  name: '0006-names',
  statements: [
    `create function name_tokens(people text[]) returns table (named_person text, name_token text)
      language sql stable security definer set search_path from current as $function$
        select person, token from link_token where person = any (people) and kind in ('given_name', 'surname', 'full_name')
      $function$`,
  ],
}
