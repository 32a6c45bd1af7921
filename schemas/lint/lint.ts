import { avroType, recordName } from '../avro/avro-type.ts'
import { isObject, textOf } from '../avro/json-object.ts'
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

function lintStructure(source: unknown): readonly LintFinding[] {
  const findings: LintFinding[] = []
  const { depth, fields } = measure(source, '', '', { findings, closed: new Map(), open: new Set() })
  if (depth > LIMITS.nesting) findings.push({ rule: 'too-deep', path: '', detail: `is nested deeper than ${String(LIMITS.nesting)} levels` })
  if (fields > LIMITS.fields) findings.push({ rule: 'too-many-fields', path: '', detail: `has more than ${String(LIMITS.fields)} fields` })
  return findings
}

/**
 * Everything that is wrong with a parsed .avsc: what would let a value harm its decoder, and, in an event type (it has `eventType`),
 * fields without a class or kind and what may not be in a log's clear part. Pure, and safe on any JSON.
 */
export function lintSchema(avsc: unknown): readonly LintFinding[] {
  const json = lintJson(avsc)
  if (json.length > 0) return json
  if (recordName(avsc) === undefined) return [{ rule: 'not-avro', path: '', detail: 'is not a record with a name' }]
  const structure = lintStructure(avsc)
  if (structure.length > 0) return structure
  const eventType = isObject(avsc) ? textOf(avsc.eventType) : undefined
  return [...buildable(avsc), ...(eventType === undefined ? [] : lintEventFields(eventType, avsc))]
}
