import type { Person, AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { EventSchema } from '../../schemas/catalogue/event-schema.ts'
import { quotedProceedings, referredEvents } from './references.ts'
import { strongIdentifier, type StrongScheme } from './identifiers.ts'
import { normaliseBirthDate, normaliseFullName, normaliseNames } from './names.ts'
import { proceedingTokens, token, type LinkingSecret } from './tokens.ts'

export type PersonRole = 'subject' | 'adult' | 'child'

/** What an event says of a person, as tokens only. */
export interface PersonEvidence {
  readonly role: PersonRole
  /** Strong identifiers, each once. */
  readonly identifiers: readonly { readonly scheme: StrongScheme; readonly token: string }[]
  /** Full name and birth date. */
  readonly name: string | null
  readonly full_name: string | null
  readonly surname: string | null
  readonly given_name: string | null
  readonly birth_date: string | null
}

/** A proceeding that an event quotes: one token per area of its agency. */
export interface ProceedingEvidence {
  readonly kind: string
  readonly tokens: readonly string[]
  /** False for what only looks for a case (`case_refs`): it never makes a proceeding known. */
  readonly names: boolean
}

/** All that linking looks at. */
export interface Evidence {
  readonly subject: PersonEvidence
  /** In the order of the event. */
  readonly harmed: readonly PersonEvidence[]
  readonly proceedings: readonly ProceedingEvidence[]
  /** Event ids that the event refers to. */
  readonly references: readonly string[]
}

const optional = (secret: LinkingSecret, kind: string, value: string | undefined): string | null =>
  value === undefined ? null : token(secret, kind, value)

/** Somebody of whom nothing is known. */
export const emptyPerson = (role: PersonRole): PersonEvidence =>
  ({ role, identifiers: [], name: null, full_name: null, surname: null, given_name: null, birth_date: null })

/** What an event says of a person, as tokens. */
export function personEvidence(secret: LinkingSecret, person: Person, role: PersonRole): PersonEvidence {
  const fullName = normaliseFullName(person.given_name, person.family_name)
  const { given, family } = normaliseNames(person.given_name, person.family_name)
  const birthDate = normaliseBirthDate(person.birth_date)
  const identifiers = new Map<string, StrongScheme>()
  for (const identifier of person.identifiers ?? []) {
    const strong = strongIdentifier(identifier.scheme, identifier.value)
    if (strong !== undefined) identifiers.set(token(secret, strong.scheme, strong.value), strong.scheme)
  }
  return {
    role,
    identifiers: [...identifiers].map(([value, scheme]) => ({ scheme, token: value })),
    name: optional(secret, 'name', fullName === undefined || birthDate === undefined ? undefined : `${fullName}\0${birthDate}`),
    full_name: optional(secret, 'full_name', fullName),
    surname: optional(secret, 'surname', family),
    given_name: optional(secret, 'given_name', given),
    birth_date: optional(secret, 'birth_date', birthDate),
  }
}

/** The tokens of an event that its agency, which works in `areas`, sent. */
export function evidenceOf(secret: LinkingSecret, schema: EventSchema, event: AgencyEvent, areas: readonly string[]): Evidence {
  return {
    subject: personEvidence(secret, event.data.subject, 'subject'),
    harmed: event.data.harmed.map((person) => personEvidence(secret, person, person.role === 'child' ? 'child' : 'adult')),
    proceedings: quotedProceedings(schema, event.data)
      .map(({ kind, id, names }) => ({ kind, names, tokens: proceedingTokens(secret, kind, areas, id) })),
    references: referredEvents(schema, event.data),
  }
}
