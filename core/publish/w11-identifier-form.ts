import { identifierForms, isValidIdentifier } from '../linking/identifiers.ts'
import { peopleIn } from './people-in.ts'
import type { PublishRule } from './rule.ts'

const detailOf = (form: string): string =>
  `Not a valid number of its scheme, so nothing is found by it: ${form}. Correct it, or leave it out.`

/** W11: a number that has no valid form of its scheme. */
export const w11IdentifierForm: PublishRule = ({ data }) =>
  peopleIn(data).flatMap(({ person, at }) =>
    (person.identifiers ?? []).flatMap(({ scheme, value }, index) => {
      const form = identifierForms.get(scheme)
      return form === undefined || isValidIdentifier(scheme, value)
        ? []
        : [{ pointer: `${at}/identifiers/${String(index)}/value`, code: 'W11', detail: detailOf(form) }]
    }),
  )
