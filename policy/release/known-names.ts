import { z } from 'zod'
import type { ReleaseFiles } from './load.ts'
import { table } from './tables.ts'

/** The names that policies and tables of a release may use, of one kind. */
export interface KnownNames {
  /** For example "Role". */
  readonly kind: string
  /** Where they are declared, for a person. */
  readonly declared: string
  readonly names: readonly string[]
}

const codes = z.object({ codes: z.array(z.object({ code: z.string() })) })

const codeList = (files: ReleaseFiles, name: string): readonly string[] =>
  codes.safeParse(JSON.parse(files.get(`codes/${name}.json`) ?? 'null')).data?.codes.map(({ code }) => code) ?? []

/** Roles, classes, purposes and what else a release names, from its own tables and code lists. Throws PolicyError. */
export const knownNames = (files: ReleaseFiles) =>
  ({
    role: { kind: 'Role', declared: 'the roles of tables/roles.json', names: Object.keys(table(files, 'tables/roles.json').roles) },
    class: { kind: 'Class', declared: 'the code list sensitivity_class', names: codeList(files, 'sensitivity_class') },
    purpose: { kind: 'Purpose', declared: 'the code list purpose', names: codeList(files, 'purpose') },
    requester: { kind: 'Kind of requester', declared: 'the code list requester_kind', names: codeList(files, 'requester_kind') },
    agency: { kind: 'Kind of agency', declared: 'the code list agency_type', names: codeList(files, 'agency_type') },
    type: { kind: 'Event type', declared: 'the event catalogue', names: Object.keys(table(files, 'types.json')) },
  }) satisfies Readonly<Record<string, KnownNames>>

export type Vocabulary = ReturnType<typeof knownNames>

const MOST_SAID = 40

/** Characters that a terminal does not show, such as those that turn the direction of writing, as their numbers. */
const shown = (name: string): string => name.replaceAll(/\p{C}/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)

/** What is wrong with a name that does not exist, and what would be right. */
export const unknownName = ({ kind, declared, names }: KnownNames, name: string): string =>
  `${kind} "${shown(name)}" does not exist. Right would be one of ${declared}${names.length > MOST_SAID ? '' : `: ${names.join(', ')}`}.`
