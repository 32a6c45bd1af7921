import type { Migration } from '../../database/migrations.ts'

/** Whose case a proceeding is of, by its keyed tokens: a gateway asks for one that somebody quotes, and reads nothing else of who is who. */
export const proceedings: Migration = {
  name: '0008-proceedings',
  statements: [
    `create function proceeding_cases(proceeding_kind text, proceeding_tokens text[]) returns table (found_case_log text)
      language sql stable security definer set search_path from current as $function$
        select distinct case_log from link_proceeding where kind = proceeding_kind and token = any (proceeding_tokens)
      $function$`,
  ],
}
