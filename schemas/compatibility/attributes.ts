import { classOf, fieldsWithPaths, typeAttribute, type FieldAtPath } from '../avro/fields.ts'
import { isObject, textOf, textsOf, type JsonObject } from '../avro/json-object.ts'
import { isStricterOrEqual } from '../classes/stricter.ts'
import type { CompatibilityFinding, CompatibilityRule, ReleasedVersion } from './finding.ts'

type Note = (rule: CompatibilityRule, path: string, detail: string) => CompatibilityFinding

/** The paths under which a field, or one that an alias makes it the heir of, was released. */
const formerPaths = ({ path, field }: FieldAtPath): readonly string[] => {
  const above = path.slice(0, path.lastIndexOf('.') + 1)
  return [path, ...textsOf(field.aliases).map((alias) => above + alias)]
}

/** True when the class that was is gone or laxer. A field that had none may get any. */
const lowered = (before: JsonObject, after: JsonObject): boolean => {
  const was = classOf(before)
  const is = classOf(after)
  return was !== undefined && was !== is && (is === undefined || !isStricterOrEqual(is, was))
}

/** What a value means: another list, thing, form, unit or scale makes another value of the same bytes. */
const MEANING = ['codeList', 'refersTo', 'format', 'logicalType', 'scale', 'precision', 'unit'] as const
/** Which values there may be. Wider, they are more than a former reader made room for; narrower, a former writer's are refused. */
const LIMITS = ['maxLength', 'minimum', 'maximum'] as const

/** An attribute as the check reads it: of the type, or else of the field. */
const attributeOf = (field: JsonObject, name: string): unknown => typeAttribute(field, name) ?? field[name]

function compareField(path: string, before: JsonObject, after: JsonObject, note: Note): readonly CompatibilityFinding[] {
  const findings: CompatibilityFinding[] = []
  if (lowered(before, after))
    findings.push(note('class-lowered', path, 'has a class that shows more, for some purpose, than the released one'))
  if (after.indexed === true && before.indexed !== true && !(classOf(before) === 'META' && classOf(after) === 'META'))
    findings.push(note('newly-indexed', path, 'is newly indexed, which only a field of class META may become'))
  for (const attribute of MEANING) {
    if (attributeOf(before, attribute) !== attributeOf(after, attribute))
      findings.push(note('meaning-changed', path, `has another ${attribute} than the released one: make a new field`))
  }
  for (const attribute of LIMITS) {
    if (attributeOf(before, attribute) !== attributeOf(after, attribute))
      findings.push(
        note(
          'limit-changed',
          path,
          `has another ${attribute} than the released one: readers made room by it, and writers keep to it; make a new field`,
        ),
      )
  }
  if (before.kind !== after.kind) findings.push(note('meaning-changed', path, 'has another kind than the released one: make a new field'))
  return findings
}

/**
 * What Avro's schema resolution does not see: a class lowered, also through an alias; values newly in the clear; codes, references, dates,
 * units and scales that change their meaning; lengths and ranges that are others; a key class lowered; an event type renamed.
 */
export function compareAttributes(current: unknown, released: ReleasedVersion): readonly CompatibilityFinding[] {
  const { subject, version, schema } = released
  const note: Note = (rule, path, detail) => ({ rule, subject, version, path, detail })
  const before = new Map(fieldsWithPaths(schema).map(({ path, field }) => [path, field]))
  const fields = fieldsWithPaths(current).flatMap((field) =>
    formerPaths(field).flatMap((former) => {
      const was = before.get(former)
      return was === undefined ? [] : compareField(field.path, was, field.field, note)
    }),
  )

  const was = isObject(schema) ? schema : {}
  const is = isObject(current) ? current : {}
  const [keyWas, keyIs] = [textOf(was.keyClass), textOf(is.keyClass)]
  const keyClass =
    keyWas !== undefined && keyWas !== keyIs && !isStricterOrEqual(keyIs ?? '', keyWas)
      ? [note('key-class-lowered', '', 'has a key class that shows more, for some purpose, than the released one')]
      : []
  const renamed =
    was.eventType !== is.eventType ? [note('meaning-changed', '', 'has another eventType than the released one: make a new type')] : []
  return [...fields, ...keyClass, ...renamed]
}
