import type { Migration } from '../../database/migrations.ts'

/**
 * Where emergency access was opened and reviewed: the queue of those who review it is read often, and is of few events among many. And whose case an
 * identifier and a date of birth are of, by their keyed tokens: a gateway may ask for one subject, and read nothing else of who is who.
 */
export const breakGlass: Migration = {
  name: '0005-break-glass',
  statements: [
    `create index case_event_break_glass on case_event (type, case_log) where type in ('access.break-glass-opened', 'access.break-glass-reviewed')`,
    `create function subject_cases(identifier_token text, birth_date_token text) returns table (found_case_log text)
      language sql stable security definer set search_path from current as $function$
        select distinct person.case_log from link_person as person
          join link_token as identifier on identifier.person = person.person and identifier.token = identifier_token
          join link_token as born on born.person = person.person and born.token = birth_date_token
        where person.role = 'subject'
      $function$`,
  ],
}
