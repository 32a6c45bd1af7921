import { classOf, isOptional, fieldsWithPaths, typeAttribute } from '../avro/fields.ts'
import { textOf, textsOf, type JsonObject } from '../avro/json-object.ts'
import { classCodes } from '../generated/codes.ts'
import { isThinDoc } from './field-doc.ts'
import type { LintFinding, LintRule } from './finding.ts'
import { CONTAINER_KINDS, FREE_KINDS, kindOf, wrongTypeFor } from './kinds.ts'
import { isListedIndexed, isListedMetaText } from './meta-text.ts'

const CLASSES: ReadonlySet<string> = new Set(classCodes)

/** A field of details, not of what details holds. */
const isDetail = (path: string): boolean => /^details\.[^.]+$/.test(path)

function lintField(eventType: string, path: string, field: JsonObject): readonly LintFinding[] {
  const finding = (rule: LintRule, detail: string): LintFinding => ({ rule, path, detail })
  const kind = kindOf(field)
  if (kind === undefined) return [finding('no-kind', 'states no kind, or one that does not exist')]

  const findings: LintFinding[] = []
  const wrong = wrongTypeFor(kind, field)
  if (wrong !== undefined) findings.push(finding('kind-and-type', `is of kind ${kind} and must be ${wrong}`))

  if (isOptional(field) && !(Array.isArray(field.type) && field.type.length === 2 && field.type[0] === 'null' && field.default === null))
    findings.push(finding('no-default', 'is optional and must be a union of null, first, and one type, with the default null'))

  if (isThinDoc(textOf(field.name) ?? '', field.doc, textOf(typeAttribute(field, 'codeList'))))
    findings.push(finding('thin-doc', 'must have a doc that says what the value means, its unit and its source, not its name again'))

  const tags = textsOf(field['confluent:tags'])
  const contains = CONTAINER_KINDS.has(kind) && kind !== 'map'
  const mayGoWithout = contains && !isDetail(path)
  if (!(tags.length === 1 && CLASSES.has(tags[0] ?? '')) && !(mayGoWithout && field['confluent:tags'] === undefined))
    findings.push(finding('no-class', 'must have one sensitivity class in confluent:tags'))

  const meta = classOf(field) === 'META'
  if (meta && FREE_KINDS.has(kind) && !isListedMetaText(eventType, path))
    findings.push(finding('meta-text', 'is free text, an address, a shape or JSON of class META: give it a class, or a code list'))

  const { indexed } = field
  if (indexed === undefined || indexed === false) return findings
  if (indexed !== true || !isDetail(path) || FREE_KINDS.has(kind) || CONTAINER_KINDS.has(kind))
    findings.push(finding('indexed', 'is indexed, which only codes, booleans, numbers, dates and references of details may be'))
  else if (!meta && !isListedIndexed(eventType, path))
    findings.push(finding('indexed', 'is indexed above class META and not on the list of those that may be'))
  return findings
}

/** Findings on classes, kinds and what is indexed, in every field of an event type. */
export const lintEventFields = (eventType: string, source: unknown): readonly LintFinding[] =>
  fieldsWithPaths(source).flatMap(({ path, field }) => lintField(eventType, path, field))
