import type { Person } from '../../schemas/codec/agency-event.ts'
import { isPlaceholderIdentifier } from '../linking/identifiers.ts'
import { normaliseNames } from '../linking/names.ts'
import { isPlaceholderBirthDate } from '../linking/placeholders.ts'
import { peopleIn } from './people-in.ts'
import type { PublishRule } from './rule.ts'

const DETAIL = 'This stands where nothing is known, so it counts as not given. Leave the field out, or send what is known.'

const isGiven = (value: string | null | undefined): boolean => value != null && value !== ''

/** The fields of a person that hold a placeholder. */
function placeholdersOf({ given_name: given, family_name: family, birth_date: born, identifiers }: Person): readonly string[] {
  const names = normaliseNames(given, family)
  const found: readonly (readonly [string, boolean])[] = [
    ['given_name', isGiven(given) && names.given === undefined],
    ['family_name', isGiven(family) && names.family === undefined],
    ['birth_date', born != null && isPlaceholderBirthDate(born)],
    ...(identifiers ?? []).map(
      ({ scheme, value }, index) => [`identifiers/${String(index)}/value`, isPlaceholderIdentifier(scheme, value)] as const,
    ),
  ]
  return found.flatMap(([field, is]) => (is ? [field] : []))
}

/** W12: a name, birth date or number of a person that says that none is known: N/K, 1 January 1900, 000. */
export const w12Placeholder: PublishRule = ({ data }) =>
  peopleIn(data).flatMap(({ person, at }) =>
    placeholdersOf(person).map((field) => ({ pointer: `${at}/${field}`, code: 'W12', detail: DETAIL })),
  )
