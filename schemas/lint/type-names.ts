import { textOf, textsOf, type JsonObject } from '../avro/json-object.ts'
import type { LintRule } from './finding.ts'
import { isAvroName, isReservedName } from './reserved.ts'

/** Notes what is wrong at one place of a schema. */
export type NoteFinding = (rule: LintRule, detail: string) => void

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/
const FULL_NAME = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*$/

/** Names that people, and languages that map them to their own, take for the same: `born_on`, `bornOn`, `BORN_ON`. */
export const normalisedName = (name: string): string => name.replaceAll('_', '').toLowerCase()

/** A name as Avro resolves it within a namespace. */
export const qualify = (name: string, namespace: string): string => (name.includes('.') || namespace === '' ? name : `${namespace}.${name}`)

/** The namespace of a full name; empty when it has none. */
export const namespaceOf = (fullName: string): string => (fullName.includes('.') ? fullName.slice(0, fullName.lastIndexOf('.')) : '')

/** Notes two names of a list that are the same when normalised. */
export function lintDuplicates(names: readonly string[], what: string, note: NoteFinding): void {
  if (new Set(names.map(normalisedName)).size < names.length)
    note('duplicate-name', `has two ${what} whose names differ in nothing, or only in case and underscores: give each its own`)
}

/**
 * Notes what is wrong with the name, namespace and aliases of a named type, and gives its full name.
 * INVARIANT: a name that passes is resolved alike by the Avro specification, this lint and avsc, which reads a namespace beside a dotted name
 * otherwise.
 */
export function lintTypeName(type: JsonObject, kind: string, outer: string, note: NoteFinding): string {
  const own = textOf(type.name) ?? ''
  if (own === '') note('not-avro', `is a ${kind} without a name`)
  else if (!FULL_NAME.test(own)) note('invalid-name', 'has a type whose name is not of letters, digits and underscores, joined by dots')
  if (type.namespace !== undefined && (typeof type.namespace !== 'string' || (type.namespace !== '' && !FULL_NAME.test(type.namespace))))
    note('invalid-name', 'has a namespace that is not of letters, digits and underscores, joined by dots')
  if (own.includes('.') && type.namespace !== undefined && type.namespace !== namespaceOf(own))
    note('invalid-name', 'has a namespace beside a name with dots: say it once')
  const name = qualify(own, textOf(type.namespace) ?? outer)
  if (isReservedName(name) || isAvroName(name)) note('reserved-name', 'has a type with a reserved name')
  lintAliases(type, note, (alias) => namespaceOf(qualify(alias, namespaceOf(name))) === namespaceOf(name))
  return name
}

/** Notes what is wrong with the names and aliases of a record's fields. */
export function lintFieldNames(fields: readonly JsonObject[], note: NoteFinding): void {
  const names = fields.flatMap((field) => textOf(field.name) ?? [])
  if (names.length < fields.length || names.some((name) => !NAME.test(name)))
    note('invalid-name', 'has a field whose name is not of letters, digits and underscores')
  for (const field of fields) lintAliases(field, note, (alias) => NAME.test(alias))
  lintDuplicates([...names, ...fields.flatMap((field) => textsOf(field.aliases))], 'fields or aliases', note)
}

/** An alias claims what another name says: only within the same namespace or record. */
function lintAliases(holder: JsonObject, note: NoteFinding, isOwn: (alias: string) => boolean): void {
  if (holder.aliases === undefined) return
  const aliases = textsOf(holder.aliases)
  if (!Array.isArray(holder.aliases) || aliases.length < holder.aliases.length) note('not-avro', 'has aliases that are no list of names')
  if (aliases.some((alias) => !FULL_NAME.test(alias) || isReservedName(alias) || isAvroName(alias)))
    note('reserved-name', 'has an alias that is reserved, or no name')
  else if (!aliases.every(isOwn)) note('foreign-alias', 'has an alias in another namespace: only its own may be renamed')
}
