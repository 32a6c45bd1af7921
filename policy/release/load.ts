import { releaseHash } from '../../core/control/release-hash.ts'
import { createAuthorizer, createReasons, type Authorize, type Reasons } from './authorizer.ts'
import { readPolicies } from './policy-set.ts'
import { SUBJECTS, type Subject } from './question.ts'
import { policyWords, type PolicyWords } from './descriptions.ts'
import { table } from './tables.ts'

/**
 * The engines of this program. The first takes every instrument that an agency publishes (a block, a refusal, a listing …) at its word; the second asks the
 * release's table whose word counts (domain model D.11). A release is run by the engine that its files are for, so that an old one decides as it did.
 */
export type Engine = 1 | 2

const INSTRUMENTS = 'tables/instruments.json'
const ALLOCATION = 'tables/allocation.json'

/** The engine that a release's files are for: those with a table of instruments are for the second. */
export const engineOf = (files: ReleaseFiles): Engine => (files.has(INSTRUMENTS) ? 2 : 1)

/** The files of a policy release by path: Cedar policies and their schema, tables, what the event schemas say of types, code lists. */
export type ReleaseFiles = ReadonlyMap<string, string>

/** What decisions need of an event type. */
export interface TypeRules {
  readonly keyClass: string
  readonly purposes: ReadonlySet<string>
  /** Fields of `details` with their classes, in the schema's order. */
  readonly details: readonly { readonly name: string; readonly class: string }[]
}

/** A policy release, loaded. */
export interface Release {
  /** Its name, `releaseHash`. */
  readonly hash: string
  readonly engine: Engine
  readonly authorize: Authorize
  readonly reasons: Reasons
  /** Of each policy, by its @id. */
  readonly words: ReadonlyMap<string, PolicyWords>
  readonly types: ReadonlyMap<string, TypeRules>
  readonly matrix: Tables['matrix']
  readonly roles: Tables['roles']
  readonly stepUp: Tables['stepUp']
  readonly subjectAccess: Tables['subjectAccess']
  readonly groups: Tables['groups']
  readonly links: Tables['links']
  /** Whose word counts for what an agency publishes; undefined in a release of the first engine, which takes everybody at their word. */
  readonly instruments: Instruments | undefined
  /** Who may allocate a worker to a case; undefined in a release of before. */
  readonly allocation: Tables['allocation']
}

type Tables = ReturnType<typeof tablesOf>
export type Instruments = NonNullable<Tables['instruments']>

const byPath = <Value>(files: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] =>
  [...files].sort(([one], [other]) => (one < other ? -1 : 1))

export { releaseHash }

const tablesOf = (files: ReleaseFiles) => ({
  matrix: table(files, 'tables/matrix.json').matrix,
  roles: table(files, 'tables/roles.json'),
  stepUp: table(files, 'tables/step-up.json'),
  subjectAccess: table(files, 'tables/subject-access.json'),
  groups: table(files, 'tables/type-groups.json').groups,
  links: table(files, 'tables/links.json'),
  instruments: files.has(INSTRUMENTS) ? table(files, INSTRUMENTS) : undefined,
  allocation: files.has(ALLOCATION) ? table(files, ALLOCATION) : undefined,
})

let last: Release | undefined

/** Loads a release from its files alone, so that an old one runs as it did. The one that was loaded last is kept: a start asks for it twice. Throws PolicyError. */
export function loadRelease(files: ReleaseFiles): Release {
  const hash = releaseHash(files)
  if (last?.hash !== hash) last = made(hash, files)
  return last
}

function made(hash: string, files: ReleaseFiles): Release {
  const types = new Map(
    Object.entries(table(files, 'types.json')).map(([type, rules]): [string, TypeRules] => [
      type,
      {
        keyClass: rules.key_class,
        purposes: new Set(rules.purposes),
        details: rules.details.map(([name, sensitivity]) => ({ name, class: sensitivity })),
      },
    ]),
  )
  // In the order that the files were given in, which is the order of the words for readers.
  const read = readPolicies([...files].filter(([path]) => SUBJECTS.some((about) => path.startsWith(`cedar/${about}/`))))
  const policies = (about: Subject) => new Map(byPath(read).filter(([path]) => path.startsWith(`cedar/${about}/`)))
  const authorize = createAuthorizer(hash, { request: policies('request'), event: policies('event'), class: policies('class') })
  return {
    hash,
    engine: engineOf(files),
    authorize,
    reasons: createReasons(hash),
    words: policyWords(read),
    types,
    ...tablesOf(files),
  }
}
