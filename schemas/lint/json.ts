import { isObject } from '../avro/json-object.ts'
import { LIMITS, type LintFinding } from './finding.ts'
import { isReservedName } from './reserved.ts'

/**
 * Findings on the JSON of a schema before anything walks it as Avro: depth, size, reserved member names, long docs and names.
 * Iterative, so that no nesting exhausts the stack.
 */
export function lintJson(source: unknown): readonly LintFinding[] {
  const findings: LintFinding[] = []
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: source, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next
    if (depth > LIMITS.jsonDepth)
      return [{ rule: 'too-deep', path: '', detail: `is nested deeper than ${String(LIMITS.jsonDepth)} levels of JSON` }]
    if (Array.isArray(value)) for (const item of value as readonly unknown[]) open.push({ value: item, depth: depth + 1 })
    else if (isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        if (isReservedName(name)) findings.push({ rule: 'reserved-name', path: '', detail: 'has a member with a reserved name' })
        if (name === 'doc' && typeof member === 'string' && Buffer.byteLength(member) > LIMITS.docBytes)
          findings.push({ rule: 'doc-too-large', path: '', detail: `has a doc of more than ${String(LIMITS.docBytes)} bytes` })
        if ((name === 'name' || name === 'namespace') && typeof member === 'string' && Buffer.byteLength(member) > LIMITS.nameBytes)
          findings.push({ rule: 'invalid-name', path: '', detail: `has a name of more than ${String(LIMITS.nameBytes)} bytes` })
        open.push({ value: member, depth: depth + 1 })
      }
    }
  }
  if (Buffer.byteLength(JSON.stringify(source) ?? '') > LIMITS.schemaBytes)
    findings.push({ rule: 'too-large', path: '', detail: `is more than ${String(LIMITS.schemaBytes)} bytes of JSON` })
  return findings
}
