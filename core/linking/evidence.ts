import type { Person, AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type * as records from '../../schemas/generated/records.ts'
import { quotedProceedings, referredEvents } from './references.ts'
import { mistypedIdentifiers, strongIdentifier, type StrongScheme } from './identifiers.ts'
import { dayAndMonthSwapped, normaliseBirthDate, normaliseFullName, normaliseNames, onlyName, withoutSpaces } from './names.ts'
import { proceedingTokens, token, type LinkingSecret } from './tokens.ts'

export type PersonRole = 'subject' | 'adult' | 'child'

/** A name in another spelling: a token of the same kind as the name's. */
export interface Spelling extends records.NameSpelling {
  readonly kind: 'name' | 'full_name' | 'surname' | 'given_name'
}

/** Tokens of a person as slips of writing would have them. They only explain a difference away: nothing is found by them and nothing keeps them. */
export interface Slips {
  /** Given and family name swapped. */
  readonly swapped: { readonly given_name: string; readonly surname: string } | null
  /** Day and month of the birth date swapped. */
  readonly birth_date: string | null
}

/**
 * What an event says of a person, as tokens only: what links.events has of her, with roles, schemes and kinds that are no text but codes. A given name is null also
 * where it is an initial: it tells too little.
 */
export interface PersonEvidence extends Pick<records.LinkedPerson, 'name' | 'full_name' | 'surname' | 'given_name' | 'birth_date'> {
  readonly role: PersonRole
  /** Strong identifiers, each once. */
  readonly identifiers: readonly (records.IdentifierToken & { readonly scheme: StrongScheme })[]
  /** The names without the spaces in them, and the first of several given names. May be left out where there are none. */
  readonly spellings?: readonly Spelling[]
  /** Worked out when something differs that they might explain: few events need them. */
  readonly slips?: () => Slips
  /** Tokens of the numbers that may have been meant by a mistyped strong identifier. They link nothing, and are kept nowhere; worked out for whom no rule knows. */
  readonly mistyped?: () => readonly string[]
}

/** A proceeding that an event quotes: one token per area of its agency. */
export interface ProceedingEvidence {
  readonly kind: string
  readonly tokens: readonly string[]
  /** False for a proceeding that the event names only to find its case (`case_refs`): that makes it known to nobody. */
  readonly names: boolean
}

/** All that linking uses of an event. */
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
export const emptyPerson = (role: PersonRole): PersonEvidence => ({
  role,
  identifiers: [],
  name: null,
  full_name: null,
  surname: null,
  given_name: null,
  birth_date: null,
})

/** What an event says of a person, as tokens. */
export function personEvidence(secret: LinkingSecret, person: Person, role: PersonRole): PersonEvidence {
  const fullName = normaliseFullName(person.given_name, person.family_name)
  const { given, family } = normaliseNames(person.given_name, person.family_name)
  const birthDate = normaliseBirthDate(person.birth_date)
  const full = fullName ?? onlyName(person.given_name, person.family_name)
  const identifiers = new Map<string, StrongScheme>()
  const numbers: { readonly scheme: StrongScheme; readonly value: string }[] = []
  for (const identifier of person.identifiers ?? []) {
    const strong = strongIdentifier(identifier.scheme, identifier.value)
    if (strong === undefined) continue
    identifiers.set(token(secret, strong.scheme, strong.value), strong.scheme)
    numbers.push(strong)
  }
  let slips: Slips | undefined
  let mistyped: readonly string[] | undefined
  return {
    role,
    identifiers: [...identifiers].map(([value, scheme]) => ({ scheme, token: value })),
    name: optional(secret, 'name', full === undefined || birthDate === undefined ? undefined : `${full}\0${birthDate}`),
    full_name: optional(secret, 'full_name', fullName),
    surname: optional(secret, 'surname', family),
    given_name: optional(secret, 'given_name', given !== undefined && given.length > 1 ? given : undefined),
    birth_date: optional(secret, 'birth_date', birthDate),
    spellings: spellingsOf(given, family, birthDate).map(({ kind, value }) => ({ kind, token: token(secret, kind, value) })),
    slips: () =>
      (slips ??= {
        swapped:
          given === undefined || family === undefined
            ? null
            : { given_name: token(secret, 'given_name', family), surname: token(secret, 'surname', given) },
        birth_date: optional(secret, 'birth_date', dayAndMonthSwapped(birthDate)),
      }),
    mistyped: () =>
      (mistyped ??= numbers.flatMap(({ scheme, value }) =>
        mistypedIdentifiers(scheme, value).map((number) => token(secret, scheme, number)),
      )),
  }
}

/** Other spellings of names, normalised. */
function spellingsOf(
  given: string | undefined,
  family: string | undefined,
  birthDate: string | undefined,
): readonly (Pick<Spelling, 'kind'> & { readonly value: string })[] {
  const [closeGiven, closeFamily] = [withoutSpaces(given), withoutSpaces(family)]
  const [first = ''] = given?.split(' ') ?? []
  const full =
    given === undefined || family === undefined || (closeGiven ?? closeFamily) === undefined
      ? undefined
      : `${closeGiven ?? given} ${closeFamily ?? family}`
  const found: readonly (readonly [Spelling['kind'], string | undefined])[] = [
    ['surname', closeFamily],
    ['given_name', closeGiven],
    ['given_name', closeGiven === undefined || first.length < 2 ? undefined : first],
    ['full_name', full],
    ['name', full === undefined || birthDate === undefined ? undefined : `${full}\0${birthDate}`],
  ]
  return found.flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value }]))
}

/** Every token of the name and birth date of a person, in whatever spelling. */
export const namesOf = ({ name, spellings = [] }: PersonEvidence): readonly string[] => [
  ...(name === null ? [] : [name]),
  ...spellings.filter(({ kind }) => kind === 'name').map(({ token: spelt }) => spelt),
]

/** The tokens of an event that its agency, which works in `areas`, sent. */
export function evidenceOf(secret: LinkingSecret, schema: EventSchema, event: AgencyEvent, areas: readonly string[]): Evidence {
  return {
    subject: personEvidence(secret, event.data.subject, 'subject'),
    harmed: event.data.harmed.map((person) => personEvidence(secret, person, person.role === 'child' ? 'child' : 'adult')),
    proceedings: quotedProceedings(schema, event.data).map(({ kind, id, names }) => ({
      kind,
      names,
      tokens: proceedingTokens(secret, kind, areas, id),
    })),
    references: referredEvents(schema, event.data),
  }
}
