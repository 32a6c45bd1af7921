import { isStricterOrEqual } from '../../schemas/classes/stricter.ts'
import { child } from '../../schemas/codec/pointer.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import type { PublishRule } from './rule.ts'

/** A publisher may raise the class of a field of details, never lower it. */
export const sensitivityRaise: PublishRule = ({ data }, { schema }) =>
  Object.entries(data.sensitivity_raise ?? {}).flatMap(([name, raised]): readonly FieldError[] => {
    const pointer = child('/data/sensitivity_raise', name)
    const field = schema.details.find((known) => known.name === name)
    if (field === undefined) return [{ pointer, code: 'G04', detail: 'Names no field of the details of this type.' }]
    if (isStricterOrEqual(raised, field.class)) return []
    return [{ pointer, code: 'wrong-format', detail: 'Must be a class at least as strict as that of the field in its schema.' }]
  })
