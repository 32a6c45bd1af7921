import { avroType, recordName } from '../avro/avro-type.ts'
import { isObject, textOf } from '../avro/json-object.ts'
import { lintDefaults } from './defaults.ts'
import { lintEventFields } from './event-fields.ts'
import { LIMITS, type LintFinding } from './finding.ts'
import { lintJson } from './json.ts'
import { measure } from './measure.ts'

const buildable = (source: unknown): readonly LintFinding[] => {
  try {
    avroType(source)
    return []
  } catch {
    return [{ rule: 'not-avro', path: '', detail: 'is not an Avro schema' }]
  }
}

function lintMeasures(source: unknown): readonly LintFinding[] {
  const findings: LintFinding[] = []
  const { depth, fields } = measure(source, '', '', { findings, closed: new Map(), open: new Set() })
  if (depth > LIMITS.nesting)
    findings.push({ rule: 'too-deep', path: '', detail: `is nested deeper than ${String(LIMITS.nesting)} levels` })
  if (fields > LIMITS.fields) findings.push({ rule: 'too-many-fields', path: '', detail: `has more than ${String(LIMITS.fields)} fields` })
  return findings
}

function lintDocument(avsc: unknown): readonly LintFinding[] {
  const json = lintJson(avsc)
  if (json.length > 0) return json
  return recordName(avsc) === undefined ? [{ rule: 'not-avro', path: '', detail: 'is not a record with a name' }] : []
}

function lintStructure(source: unknown): readonly LintFinding[] {
  const measures = lintMeasures(source)
  // INVARIANT: defaults are looked at in schemas within the limits only.
  return measures.length > 0 ? measures : lintDefaults(source)
}

/**
 * What would let a schema, or a value of it, harm who reads it: what is checked before any schema is built, wherever it comes from and whatever
 * release it is of. Pure, and safe on any JSON. An empty list says nothing of whether it is Avro.
 */
export function lintSafety(avsc: unknown): readonly LintFinding[] {
  const document = lintDocument(avsc)
  return document.length > 0 ? document : lintStructure(avsc)
}

/**
 * Everything that is wrong with a parsed .avsc: what `lintSafety` finds, and, in an event type (it has `eventType`), fields without a class or kind
 * and what may not be in a log's clear part. Pure, and safe on any JSON.
 */
export function lintSchema(avsc: unknown): readonly LintFinding[] {
  const document = lintDocument(avsc)
  if (document.length > 0) return document
  const structure = lintStructure(avsc)
  const eventType = isObject(avsc) ? textOf(avsc.eventType) : undefined
  return [
    ...structure,
    ...(structure.length > 0 ? [] : buildable(avsc)),
    ...(eventType === undefined ? [] : lintEventFields(eventType, avsc)),
  ]
}
