import { presentType } from '../avro/fields.ts'
import { isObject, textOf, type JsonObject } from '../avro/json-object.ts'
import type { FieldKind } from '../catalogue/event-schema.ts'

/** Kinds of fields: those of details, and of what holds fields itself. */
export type AnyKind = FieldKind | 'record' | 'records' | 'map'

const isText = (type: unknown): type is JsonObject => isObject(type) && type.type === 'string'
const bounded = (type: unknown): boolean => isText(type) && typeof type.maxLength === 'number'
const coded = (type: unknown): boolean => isText(type) && textOf(type.codeList) !== undefined
const referring = (type: unknown): boolean => isText(type) && textOf(type.refersTo) !== undefined
const formatted =
  (...formats: readonly string[]) =>
  (type: unknown): boolean =>
    isText(type) && formats.includes(textOf(type.format) ?? '')
const itemsOf = (type: unknown): unknown => (isObject(type) && type.type === 'array' ? type.items : undefined)
const listOf =
  (check: (item: unknown) => boolean) =>
  (type: unknown): boolean =>
    check(itemsOf(type))
const record = (type: unknown): boolean => isObject(type) && type.type === 'record'
const plain =
  (name: string) =>
  (type: unknown): boolean =>
    type === name || (isObject(type) && type.type === name)

/** What the Avro type of each kind must be. */
const TYPE_OF: Readonly<Record<AnyKind, { readonly check: (type: unknown) => boolean; readonly words: string }>> = {
  text: { check: bounded, words: 'a string with maxLength' },
  address: { check: bounded, words: 'a string with maxLength' },
  geo: { check: bounded, words: 'a string with maxLength' },
  agency: { check: bounded, words: 'a string with maxLength' },
  code: { check: coded, words: 'a string with codeList' },
  codes: { check: listOf(coded), words: 'an array of strings with codeList' },
  ref: { check: referring, words: 'a string with refersTo' },
  refs: { check: listOf(referring), words: 'an array of strings with refersTo' },
  bool: { check: plain('boolean'), words: 'a boolean' },
  int: { check: plain('int'), words: 'an int' },
  date: { check: formatted('date'), words: 'a string with format date' },
  datetime: { check: formatted('date-time', 'date-or-date-time'), words: 'a string with format date-time or date-or-date-time' },
  json: { check: (type) => record(type) || listOf(record)(type), words: 'a record, or an array of records' },
  record: { check: record, words: 'a record' },
  records: { check: listOf(record), words: 'an array of records' },
  map: { check: (type) => isObject(type) && type.type === 'map' && coded(type.values), words: 'a map of strings with codeList' },
}

/** The kind that a field states, when there is such a kind. */
export function kindOf(field: JsonObject): AnyKind | undefined {
  const kind = textOf(field.kind)
  return kind !== undefined && Object.hasOwn(TYPE_OF, kind) ? (kind as AnyKind) : undefined
}

/** What the field's type should be, when it is not what its kind says; a kind must not hide free text. */
export function wrongTypeFor(kind: AnyKind, field: JsonObject): string | undefined {
  const { check, words } = TYPE_OF[kind]
  return check(presentType(field.type)) ? undefined : words
}

/** Kinds whose values anybody may write as they like: never in a log's clear part. */
export const FREE_KINDS: ReadonlySet<AnyKind> = new Set<AnyKind>(['text', 'json', 'address', 'geo'])

/** Kinds that hold fields or values of their own. */
export const CONTAINER_KINDS: ReadonlySet<AnyKind> = new Set<AnyKind>(['record', 'records', 'map', 'json'])
