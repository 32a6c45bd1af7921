import type { Evidence, PersonEvidence, PersonRole, ProceedingEvidence } from '../../../core/linking/evidence.ts'
import type { StrongScheme } from '../../../core/linking/identifiers.ts'

export interface Said {
  readonly given?: string
  readonly family?: string
  readonly born?: string
  readonly ids?: Partial<Record<StrongScheme, string>>
}

/** Evidence of a person with readable tokens in place of keyed hashes. */
export const said = (role: PersonRole, { given, family, born, ids = {} }: Said): PersonEvidence => {
  const full = given === undefined || family === undefined ? null : `${given} ${family}`
  return {
    role,
    identifiers: Object.entries(ids).map(([scheme, value]) => ({ scheme: scheme as StrongScheme, token: `${scheme} ${value}` })),
    name: full === null || born === undefined ? null : `name ${full} ${born}`,
    full_name: full === null ? null : `full ${full}`,
    surname: family === undefined ? null : `surname ${family}`,
    given_name: given === undefined ? null : `given ${given}`,
    birth_date: born === undefined ? null : `born ${born}`,
  }
}

export const quote = (kind: string, id: string, ...areas: readonly string[]): ProceedingEvidence => ({
  kind,
  names: true,
  tokens: areas.map((area) => `${kind} ${area} ${id}`),
})

export interface Rest {
  readonly harmed?: readonly Said[]
  readonly children?: readonly Said[]
  readonly proceedings?: readonly ProceedingEvidence[]
  readonly references?: readonly string[]
}

export const evidence = (subject: Said, rest: Rest = {}): Evidence => ({
  subject: said('subject', subject),
  harmed: [...(rest.harmed ?? []).map((person) => said('adult', person)), ...(rest.children ?? []).map((person) => said('child', person))],
  proceedings: rest.proceedings ?? [],
  references: rest.references ?? [],
})
