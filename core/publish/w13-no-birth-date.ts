import { peopleIn } from './people-in.ts'
import type { PublishRule } from './rule.ts'

const DETAIL =
  'No birth date, so this person is found by a number with the surname, or by a proceeding, alone. Send the birth date where it is known.'

/** W13: a person without a birth date. One that says that none is known is W12. */
export const w13NoBirthDate: PublishRule = ({ data }) =>
  peopleIn(data).flatMap(({ person, at }) =>
    person.birth_date == null || person.birth_date === '' ? [{ pointer: `${at}/birth_date`, code: 'W13', detail: DETAIL }] : [],
  )
