import type { Reading } from './reading.ts'
import type { TypeRules } from './release.ts'

/** What an event's type brings to a decision, for one reader. */
export interface TypeFacts {
  readonly type: string
  readonly rules: TypeRules
  readonly type_purpose: boolean
  readonly left_out: boolean
  readonly role_type: boolean
  readonly never: boolean
  /** Shows the perpetrator's pattern, also of another pair. */
  readonly pattern: boolean
  readonly safety_concern: boolean
  readonly session: boolean
}

const begins = (type: string, prefixes: readonly string[]): boolean => prefixes.some((prefix) => type.startsWith(prefix))

/** The facts of a type, or undefined when the release does not know it: then nobody sees it. */
export function typeFacts({ release, request }: Reading, type: string): TypeFacts | undefined {
  const rules = release.types.get(type)
  if (rules === undefined) return undefined
  const { groups, roles, subjectAccess } = release
  const role = roles.roles[request.reader.role]
  return {
    type,
    rules,
    type_purpose: rules.purposes.has(request.purpose),
    left_out: request.requester !== undefined && begins(type, subjectAccess.left_out[request.requester] ?? []),
    role_type: role?.type_prefixes == null || begins(type, role.type_prefixes),
    never: begins(type, role?.never ?? []),
    pattern: begins(type, groups.pattern),
    safety_concern: begins(type, groups.safety_concern),
    session: begins(type, groups.session),
  }
}
