import { isObject, objectsOf, textOf, textsOf, type JsonObject } from '../avro/json-object.ts'
import { LIMITS, type LintFinding } from './finding.ts'
import { isReservedName } from './reserved.ts'
import { lintDuplicates, lintFieldNames, lintTypeName, namespaceOf, qualify, type NoteFinding } from './type-names.ts'

/** What a type may cost its decoder. */
export interface Measure {
  /** Levels of records, arrays and maps. */
  readonly depth: number
  /** Fields in all, each use of a named type counted: a value of no bytes can still be 2^n fields. */
  readonly fields: number
  /** True when every value takes no bytes: an array may then claim any number of them. */
  readonly zeroBytes: boolean
}

/** What is known while a schema is walked. */
export interface Survey {
  readonly findings: LintFinding[]
  /** Measures of named types, by full name, once they are closed. */
  readonly closed: Map<string, Measure>
  /** Full names of the records that enclose the present type. */
  readonly open: Set<string>
}

const SCALAR: Measure = { depth: 0, fields: 0, zeroBytes: false }
const NOTHING: Measure = { depth: 0, fields: 0, zeroBytes: true }
const PRIMITIVES: ReadonlySet<unknown> = new Set(['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'])

/** Measures a type and notes what is wrong below it. `path` names the field that has it. */
export function measure(type: unknown, path: string, namespace: string, survey: Survey): Measure {
  const note: NoteFinding = (rule, detail) => {
    survey.findings.push({ rule, path, detail })
  }
  const below = (inner: unknown): Measure => measure(inner, path, namespace, survey)

  if (typeof type === 'string') {
    if (PRIMITIVES.has(type)) return type === 'null' ? NOTHING : SCALAR
    const name = qualify(type, namespace)
    if (survey.open.has(name)) {
      note('recursion', 'holds itself: a value may be nested without end')
      return SCALAR
    }
    const known = survey.closed.get(name)
    if (known === undefined) note('unknown-type', 'names a type that is not defined before it')
    return known ?? SCALAR
  }
  if (Array.isArray(type)) {
    if (type.length !== 2 || type.filter((branch) => branch === 'null').length !== 1 || type.some(Array.isArray))
      note('union', 'is a union of something else than null and one type: have one field for each')
    const branches = type.map(below)
    const fields = branches.reduce((sum, branch) => sum + branch.fields, 0)
    return { depth: Math.max(0, ...branches.map(({ depth }) => depth)), fields, zeroBytes: false }
  }
  if (!isObject(type)) {
    note('unknown-type', 'has no type')
    return SCALAR
  }
  if (type.logicalType !== undefined) note('logical-type', 'has a logical type, which no codec here knows: dates are strings with a format')
  const kind = type.type
  if (typeof kind === 'object' && kind !== null) return below(kind)
  if (kind === 'array' || kind === 'map') {
    const items = below(kind === 'array' ? type.items : type.values)
    if (items.zeroBytes)
      note('zero-bytes', `is ${kind === 'array' ? 'an array' : 'a map'} of items of no bytes: a few bytes could claim millions`)
    return { depth: items.depth + 1, fields: items.fields, zeroBytes: false }
  }
  if (kind === 'record' || kind === 'enum' || kind === 'fixed') return measureNamed(type, kind, path, namespace, survey)
  return below(kind)
}

function measureNamed(type: JsonObject, kind: 'record' | 'enum' | 'fixed', path: string, outer: string, survey: Survey): Measure {
  const note: NoteFinding = (rule, detail) => {
    survey.findings.push({ rule, path, detail })
  }
  const name = lintTypeName(type, kind, outer, note)
  if (survey.open.has(name) || survey.closed.has(name))
    note('duplicate-name', 'defines a type whose name another type has: give each its own')
  const result =
    kind === 'enum' ? measureEnum(type, note) : kind === 'fixed' ? measureFixed(type, note) : measureRecord(type, name, path, survey)
  survey.closed.set(name, result)
  return result
}

function measureEnum(type: JsonObject, note: NoteFinding): Measure {
  const symbols = textsOf(type.symbols)
  if (symbols.length > LIMITS.enumSymbols) note('enum-too-large', `is an enum of more than ${String(LIMITS.enumSymbols)} symbols`)
  lintDuplicates(symbols, 'symbols', note)
  if (symbols.some(isReservedName)) note('reserved-name', 'has a symbol with a reserved name')
  return SCALAR
}

function measureFixed(type: JsonObject, note: NoteFinding): Measure {
  const { size } = type
  if (typeof size !== 'number' || size > LIMITS.fixedBytes)
    note('fixed-too-large', `is a fixed of more than ${String(LIMITS.fixedBytes)} bytes`)
  return size === 0 ? NOTHING : SCALAR
}

function measureRecord(type: JsonObject, name: string, path: string, survey: Survey): Measure {
  survey.open.add(name)
  const stated = objectsOf(type.fields)
  lintFieldNames(stated, (rule, detail) => {
    survey.findings.push({ rule, path, detail })
  })
  const fields = stated.map((field) => {
    const fieldName = textOf(field.name) ?? ''
    const at = path === '' ? fieldName : `${path}.${fieldName}`
    if (isReservedName(fieldName)) survey.findings.push({ rule: 'reserved-name', path: at, detail: 'has a reserved name' })
    return measure(field.type, at, namespaceOf(name), survey)
  })
  survey.open.delete(name)
  return {
    depth: 1 + Math.max(0, ...fields.map(({ depth }) => depth)),
    fields: fields.reduce((sum, inner) => sum + 1 + inner.fields, 0),
    zeroBytes: fields.every(({ zeroBytes }) => zeroBytes),
  }
}
