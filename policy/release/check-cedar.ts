import cedar, { type DetailedError, type SchemaJson } from '@cedar-policy/cedar-wasm/nodejs'
import { ASKED, SUBJECTS, type Subject } from './question.ts'
import { charactersIn, lineAt, readCedarFile, type CedarFile, type CedarPolicy } from './cedar-file.ts'
import { comparedWith } from './cedar-comparisons.ts'
import { unknownName, type KnownNames, type Vocabulary } from './known-names.ts'
import type { PolicyWords } from './descriptions.ts'
import type { ReleaseFiles } from './load.ts'

const SCHEMA = 'cedar/schema.cedarschema'

interface Policy extends CedarPolicy {
  readonly file: string
  readonly about: Subject
  readonly text: string
}

const position = (file: string, text: string, at: number): string => `${file}:${String(lineAt(text, at))}`
const subjectOf = (path: string): Subject | undefined => SUBJECTS.find((about) => path.startsWith(`cedar/${about}/`))

/** Where Cedar sees a fault in a text that begins at `from` of its file (characters). */
const faultAt = ({ sourceLocations: [first] = [] }: DetailedError, source: string, from = 0): number =>
  from + charactersIn(source, first?.start ?? 0)

/** Cedar's words, with what would be right. */
const said = ({ message, help, sourceLocations: [first] = [] }: DetailedError): string =>
  [message.replace(/^for policy `[^`]*`[,:] /, ''), first?.label, help].filter(Boolean).join('; ')

const cedarFiles = (files: ReleaseFiles): readonly (readonly [file: string, text: string, about: Subject, read: CedarFile])[] =>
  [...files].flatMap(([file, text]) => {
    const about = subjectOf(file)
    return about === undefined ? [] : ([[file, text, about, readCedarFile(text)]] as const)
  })

const policiesIn = (files: ReleaseFiles): readonly Policy[] =>
  cedarFiles(files).flatMap(([file, text, about, read]) =>
    'errors' in read ? [] : read.policies.map((policy) => ({ ...policy, file, text, about })),
  )

const NO_ID = 'A policy has no @id. Right would be a name of its own, as in @id("matrix.allow").'
const TEMPLATE = 'A template (?principal, ?resource) is never asked. Right would be a policy that names a role, a class or a purpose.'

const FOLDERS = SUBJECTS.map((about) => `cedar/${about}`).join(', ')
const READ = new RegExp(`^cedar/(${SUBJECTS.join('|')})/[^/]+[.]cedar$`)

/** Policies where nothing reads them: they would be part of no decision, and nobody would see it. */
const unread = (files: ReleaseFiles): readonly string[] =>
  [...files.keys()]
    .filter((path) => path.endsWith('.cedar') && !READ.test(path))
    .map((path) => `${path}: Nothing reads this folder, so its policies would decide nothing. Right would be one of ${FOLDERS}.`)

/** What no policy set can be made of: files that nothing reads, what is not Cedar, templates, policies without a name or with another's. Each with file and line. */
export function misshapenPolicies(files: ReleaseFiles): readonly string[] {
  const first = new Map<string, string>()
  const named = ({ id, file, text, at }: Policy): readonly string[] => {
    const here = position(file, text, at)
    if (id === undefined) return [`${here}: ${NO_ID}`]
    const other = first.get(id)
    if (other !== undefined) return [`${here}: @id("${id}") is the name of the policy at ${other}. Right would be another.`]
    first.set(id, here)
    return []
  }
  return [
    ...unread(files),
    ...cedarFiles(files).flatMap(([file, text, , read]) =>
      'errors' in read
        ? read.errors.map((error) => `${position(file, text, faultAt(error, text))}: It is not Cedar: ${said(error)}`)
        : read.templates.map(({ at }) => `${position(file, text, at)}: ${TEMPLATE}`),
    ),
    ...policiesIn(files).flatMap(named),
  ]
}

/** The schema of one subject: with the actions that are asked there, and with the roles, classes and purposes that there are. */
function schemaFor(schema: SchemaJson<string>, about: Subject, { role, class: sensitivity, purpose }: Vocabulary): SchemaJson<string> {
  const { entityTypes = {}, actions = {}, ...rest } = schema[''] ?? {}
  const listed = (type: string, { names: [first, ...others] }: KnownNames) =>
    type in entityTypes && first !== undefined ? { [type]: { enum: [first, ...others] as [string, ...string[]] } } : {}
  return {
    ...schema,
    '': {
      ...rest,
      actions: Object.fromEntries(Object.entries(actions).filter(([name]) => ASKED[about].includes(name))),
      entityTypes: { ...entityTypes, ...listed('Role', role), ...listed('Class', sensitivity), ...listed('Purpose', purpose) },
    },
  }
}

const NO_ENTITY = /entity `(Role|Class|Purpose)::"(.*)"` is of an enumerated entity type/
const NO_ACTION = /unrecognized action `Action::"(.*)"`/

/** Cedar's words of a policy's fault, in ours where a name is wrong. */
function faultOf(error: DetailedError, about: Subject, known: Vocabulary): string {
  const [, type, name = ''] = NO_ENTITY.exec(error.message) ?? []
  const names = { Role: known.role, Class: known.class, Purpose: known.purpose }[String(type)]
  if (names !== undefined) return unknownName(names, name)
  const action = NO_ACTION.exec(error.message)?.[1]
  return action === undefined
    ? said(error)
    : `Action "${action}" does not exist in cedar/${about}. Right would be one of ${ASKED[about].join(', ')}.`
}

/** Cedar's own validation, warnings too: every policy is about what the schema and the tables have, and can be true of something. */
function validation(files: ReleaseFiles, policies: readonly Policy[], known: Vocabulary): readonly string[] {
  const text = files.get(SCHEMA)
  if (text === undefined) return [`${SCHEMA} is missing.`]
  const schema = cedar.schemaToJson(text)
  const ofSchema = (errors: readonly DetailedError[]): readonly string[] =>
    errors.map((error) => `${position(SCHEMA, text, faultAt(error, text))}: ${said(error)}`)
  if (schema.type === 'failure') return ofSchema(schema.errors)
  return [
    ...ofSchema(schema.warnings),
    ...SUBJECTS.flatMap((about) => {
      const asked = policies.filter((policy) => policy.about === about)
      const answer = cedar.validate({
        schema: schemaFor(schema.json, about, known),
        policies: { staticPolicies: Object.fromEntries(asked.map(({ id = '', source }) => [id, source])) },
      })
      if (answer.type === 'failure') return answer.errors.map((error) => `cedar/${about}: ${said(error)}`)
      const wrong = new Set(answer.validationErrors.map(({ policyId }) => policyId))
      // Of a policy that is wrong Cedar also warns that it is never true: that says nothing more.
      const found = [...answer.validationErrors, ...answer.validationWarnings.filter(({ policyId }) => !wrong.has(policyId))]
      return [
        ...found.map(({ policyId, error }) => {
          const policy = asked.find(({ id }) => id === policyId)
          const where =
            policy === undefined ? `cedar/${about}` : position(policy.file, policy.text, faultAt(error, policy.source, policy.at))
          return `${where}: ${policyId}: ${faultOf(error, about, known)}`
        }),
        ...answer.otherWarnings.map((error) => `cedar/${about}: ${said(error)}`),
      ]
    }),
  ]
}

/** What the engine gives as texts of the context (schema.cedarschema). */
const texts = ({ purpose }: Vocabulary): Readonly<Record<string, KnownNames>> => {
  const given = (kind: string, ...names: readonly string[]): KnownNames => ({ kind, declared: 'what the engine gives', names })
  return {
    purpose,
    channel: given('Channel', 'live', 'extract', 'aggregate'),
    pair: given('Pair', 'any', 'own', 'other', 'unknown'),
    key: given('Effect', 'A', 'P', 'R', 'W'),
    cell: given('Cell', 'A', 'R', 'P', 'P!', 'W'),
    cap: given('Cap', 'A', 'R', 'W'),
  }
}

/** A publication is judged for no purpose. */
const NO_PURPOSE = ''

/** Texts that nothing is ever equal to: for Cedar any text is one. */
const unknownTexts = (policies: readonly Policy[], known: Vocabulary): readonly string[] =>
  policies.flatMap(({ id = '', file, text, at, source, conditions }) =>
    comparedWith(conditions).flatMap(([attribute, compared]) => {
      const names = texts(known)[attribute]
      if (
        names === undefined ||
        names.names.length === 0 ||
        names.names.includes(compared) ||
        (attribute === 'purpose' && compared === NO_PURPOSE)
      )
        return []
      return [`${position(file, text, at + Math.max(0, source.indexOf(JSON.stringify(compared))))}: ${id}: ${unknownName(names, compared)}`]
    }),
  )

/** Every policy says what it is for, and those that permit say it to readers. */
const unsaid = (policies: readonly Policy[], words: ReadonlyMap<string, PolicyWords>): readonly string[] =>
  policies.flatMap(({ id = '', effect, file, text, at }) => {
    const of = words.get(id)
    if (of === undefined)
      return [
        `${position(file, text, at)}: ${id} has no comment above it. Right would be a line that begins with // and says what it is for, with its source.`,
      ]
    return effect === 'permit' && of.reader === undefined
      ? [`${position(file, text, at)}: ${id} has no @reader, the words for who sees something by it.`]
      : []
  })

/** What is wrong with policies that are Cedar: what they name, what Cedar warns of, what they do not say. Each with file and line. */
export function faultyPolicies(files: ReleaseFiles, known: Vocabulary, words: ReadonlyMap<string, PolicyWords>): readonly string[] {
  const policies = policiesIn(files)
  return [...new Set([...validation(files, policies, known), ...unknownTexts(policies, known), ...unsaid(policies, words)])]
}
