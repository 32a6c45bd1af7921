import { z } from 'zod'
import { lineAt } from './cedar-file.ts'
import { unknownName, type KnownNames, type Vocabulary } from './known-names.ts'
import { PolicyError } from './policy-error.ts'
import type { ReleaseFiles } from './load.ts'
import { table, TABLES } from './tables.ts'

/** A name in a table, by its path, as in `roles.idva.purposes[0]`. */
type Named = readonly [path: string, name: string, of: KnownNames]

const each = (path: string, names: readonly string[], of: KnownNames): readonly Named[] =>
  names.map((name, at) => [`${path}[${String(at)}]`, name, of])
const keysOf = (path: string, names: Readonly<Record<string, unknown>>, of: KnownNames): readonly Named[] =>
  Object.keys(names).map((name) => [`${path}.${name}`, name, of])

type NamesIn = (files: ReleaseFiles, known: Vocabulary) => readonly Named[]

/** A beginning of an event type's name is known when some type begins with it. */
const beginnings = (path: string, prefixes: readonly string[], { type }: Vocabulary): readonly Named[] =>
  each(path, prefixes, { ...type, kind: 'An event type that begins with' }).filter(
    ([, prefix]) => !type.names.some((name) => name.startsWith(prefix)),
  )

const namesIn: Readonly<Record<string, NamesIn>> = {
  'tables/matrix.json': (files, known) =>
    Object.entries(table(files, 'tables/matrix.json').matrix).flatMap(([name, row]): readonly Named[] => [
      [`matrix.${name}`, name, known.class],
      ...keysOf(`matrix.${name}`, row, known.purpose),
    ]),
  'tables/roles.json': (files, known) => {
    const { roles, perpetrator_facing: facing, publisher_masked: masked, incompatible } = table(files, 'tables/roles.json')
    return [
      ...Object.entries(roles).flatMap(([role, { purposes, caps, type_prefixes: prefixes, never }]) => [
        ...each(`roles.${role}.purposes`, purposes, known.purpose),
        ...keysOf(`roles.${role}.caps`, caps, known.class),
        ...beginnings(`roles.${role}.type_prefixes`, prefixes ?? [], known),
        ...beginnings(`roles.${role}.never`, never, known),
      ]),
      ...each('perpetrator_facing', facing, known.role),
      ...each('publisher_masked', masked, known.role),
      ...incompatible.flatMap((pair, at) => each(`incompatible[${String(at)}]`, pair, known.role)),
    ]
  },
  'tables/step-up.json': (files, known) => {
    const {
      approvers,
      break_glass: { roles, purposes, lifts },
    } = table(files, 'tables/step-up.json')
    return [
      ...keysOf('approvers', approvers, known.class),
      ...Object.entries(approvers).flatMap(([name, who]) => each(`approvers.${name}`, who, known.role)),
      ...each('break_glass.roles', roles, known.role),
      ...each('break_glass.purposes', purposes, known.purpose),
      ...each('break_glass.lifts', lifts, known.class),
    ]
  },
  'tables/subject-access.json': (files, known) => {
    const { cells, left_out: leftOut } = table(files, 'tables/subject-access.json')
    return [
      ...keysOf('cells', cells, known.class),
      ...Object.entries(cells).flatMap(([name, row]) => keysOf(`cells.${name}`, row, known.requester)),
      ...keysOf('left_out', leftOut, known.requester),
      ...Object.entries(leftOut).flatMap(([who, prefixes]) => beginnings(`left_out.${who}`, prefixes, known)),
    ]
  },
  'tables/type-groups.json': (files, known) =>
    Object.entries(table(files, 'tables/type-groups.json').groups).flatMap(([group, prefixes]) =>
      beginnings(`groups.${group}`, prefixes, known),
    ),
  'tables/links.json': (files, known) => {
    const { pair_purposes: purposes, pair_roles: roles } = table(files, 'tables/links.json')
    return [...each('pair_purposes', purposes, known.purpose), ...each('pair_roles', roles, known.role)]
  },
  'tables/instruments.json': (files, known) => {
    const {
      faces_perpetrator: facing,
      her_workers: { roles, kinds },
      meeting_roles: meeting,
      chair_role: chair,
      operator_role: operator,
    } = table(files, 'tables/instruments.json')
    return [
      ...each('faces_perpetrator', facing, known.agency),
      ...each('her_workers.roles', roles, known.role),
      ...each('her_workers.kinds', kinds, known.agency),
      ...each('meeting_roles', meeting, known.role),
      ['chair_role', chair, known.role],
      ['operator_role', operator, known.role],
    ]
  },
  'tables/allocation.json': (files, known) => {
    const { roles, purpose, named_by: namedBy, desks } = table(files, 'tables/allocation.json')
    return [
      ...each('roles', roles, known.role),
      ['purpose', purpose, known.purpose],
      ...keysOf('named_by', namedBy, known.type),
      ...Object.entries(namedBy).flatMap(([type, kinds]) => each(`named_by.${type}`, kinds, known.agency)),
      ...each('desks.roles', desks.roles, known.role),
    ]
  },
}

/** `FILE:LINE` of what stands at a path in a table, as far as its keys and its own words are found there one after the other. */
function lineOf(files: ReleaseFiles, file: string, words: readonly string[]): string {
  const text = files.get(file) ?? ''
  const at = words.reduce((from, word) => {
    const found = text.indexOf(JSON.stringify(word), from)
    return found === -1 ? from : found
  }, 0)
  return `${file}:${String(lineAt(text, at))}`
}

/** Names in the tables that do not exist, each with its path. Throws PolicyError for a table that is not of its form. */
export const unknownInTables = (files: ReleaseFiles, known: Vocabulary): readonly string[] =>
  Object.entries(namesIn)
    .filter(([file]) => files.has(file))
    .flatMap(([file, find]) =>
      find(files, known)
        .filter(([, name, { names }]) => names.length > 0 && !names.includes(name))
        .map(([path, name, of]) => `${lineOf(files, file, [...keysIn(path, name), name])}: ${path}: ${unknownName(of, name)}`),
    )

/** The keys above a name. One that has dots in it is the last key itself. */
const keysIn = (path: string, name: string): readonly string[] =>
  path
    .replace(/\[\d+\]$/, '')
    .replace(`.${name}`, '')
    .split(/[.[\]]+/)
    .filter((key) => !/^\d*$/.test(key))

/** What zod says of a table, or JSON.parse of a text. */
function faultsOf({ cause, message }: PolicyError, files: ReleaseFiles, file: string): readonly string[] {
  if (cause instanceof z.ZodError)
    return cause.issues.map(
      ({ path, message: what }) =>
        `${lineOf(
          files,
          file,
          path.filter((key) => typeof key === 'string'),
        )}: ${path.map(String).join('.')}: ${what}.`,
    )
  if (cause instanceof SyntaxError) return [`${file}:${/line (\d+)/.exec(cause.message)?.[1] ?? '1'}: It is not JSON: ${cause.message}.`]
  return [message]
}

const strayTables = (files: ReleaseFiles): readonly string[] =>
  [...files.keys()]
    .filter((file) => file.startsWith('tables/') && !TABLES.some((known) => known === file))
    .map(
      (file) =>
        `${file}: Nothing reads this table. Right would be one of ${TABLES.filter((known) => known.startsWith('tables/')).join(', ')}.`,
    )

/** Tables that are not of their form or that nothing reads, each with its path. */
export const misshapenTables = (files: ReleaseFiles): readonly string[] => [
  ...strayTables(files),
  ...TABLES.filter((file) => files.has(file)).flatMap((file) => {
    try {
      table(files, file)
      return []
    } catch (error) {
      if (error instanceof PolicyError) return faultsOf(error, files, file)
      throw error
    }
  }),
]
