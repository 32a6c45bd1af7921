import { isObject, objectsOf, textOf } from '../avro/json-object.ts'
import { LIMITS, type LintFinding } from './finding.ts'
import { namespaceOf, qualify } from './type-names.ts'

/** Where names are resolved: named types by full name as they are defined, and the namespace around. */
interface Scope {
  readonly named: Map<string, unknown>
  readonly namespace: string
}

const MAX_INT = 2 ** 31 - 1
const isInteger = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= -most - 1 && value <= most
/** Avro writes bytes in a default as text, one character per byte. */
const isByteText = (value: unknown): value is string => typeof value === 'string' && /^[\u0000-\u00ff]*$/.test(value)

const PRIMITIVES: ReadonlyMap<string, (value: unknown) => boolean> = new Map<string, (value: unknown) => boolean>([
  ['null', (value) => value === null],
  ['boolean', (value) => typeof value === 'boolean'],
  ['int', (value) => isInteger(value, MAX_INT)],
  ['long', (value) => isInteger(value, Number.MAX_SAFE_INTEGER)],
  ['float', (value) => typeof value === 'number'],
  ['double', (value) => typeof value === 'number'],
  ['bytes', isByteText],
  ['string', (value) => typeof value === 'string'],
])

/** Names below a named type are resolved in its own namespace. */
const within = (type: unknown, scope: Scope): Scope => {
  if (!isObject(type) || typeof type.name !== 'string') return scope
  return { named: scope.named, namespace: namespaceOf(qualify(type.name, textOf(type.namespace) ?? scope.namespace)) }
}

/**
 * Nothing to copy but itself. INVARIANT: a default that holds values whose fields have such defaults in turn would be copied more often than there
 * are atoms, while the schema is built.
 */
const isSmall = (value: unknown): boolean => {
  if (typeof value === 'string') return Buffer.byteLength(value) <= LIMITS.defaultBytes
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0
}

/** Whether a small default is a value of its type, as Avro writes defaults: that of a union is one of its first branch. */
function isDefaultOf(type: unknown, value: unknown, scope: Scope): boolean {
  if (typeof type === 'string') {
    const primitive = PRIMITIVES.get(type)
    const name = qualify(type, scope.namespace)
    return primitive === undefined
      ? isDefaultOf(scope.named.get(name), value, { ...scope, namespace: namespaceOf(name) })
      : primitive(value)
  }
  if (Array.isArray(type)) return isDefaultOf(type[0], value, scope)
  if (!isObject(type)) return true
  switch (type.type) {
    case 'array':
      return Array.isArray(value)
    case 'map':
      return isObject(value)
    case 'enum':
      return typeof value === 'string' && Array.isArray(type.symbols) && type.symbols.includes(value)
    case 'fixed':
      return isByteText(value) && value.length === type.size
    case 'record':
      return (
        isObject(value) &&
        objectsOf(type.fields).every(
          (field) => field.default !== undefined && isSmall(field.default) && isDefaultOf(field.type, field.default, within(type, scope)),
        )
      )
    default:
      return isDefaultOf(type.type, value, scope)
  }
}

function walk(type: unknown, path: string, scope: Scope): readonly LintFinding[] {
  if (Array.isArray(type)) return type.flatMap((branch) => walk(branch, path, scope))
  if (!isObject(type)) return []
  const inner = within(type, scope)
  const below = [type.type, type.items, type.values].flatMap((held) => (typeof held === 'object' ? walk(held, path, scope) : []))
  const fields = objectsOf(type.fields).flatMap((field) => {
    const name = textOf(field.name) ?? ''
    const at = path === '' ? name : `${path}.${name}`
    const found = walk(field.type, at, inner)
    const finding = (rule: 'default-too-large' | 'wrong-default', detail: string): readonly LintFinding[] => [
      ...found,
      { rule, path: at, detail },
    ]
    if (field.default === undefined) return found
    if (!isSmall(field.default))
      return finding(
        'default-too-large',
        `may have a default of at most ${String(LIMITS.defaultBytes)} bytes of text, or an empty list or object`,
      )
    return isDefaultOf(field.type, field.default, inner)
      ? found
      : finding('wrong-default', 'has a default that is no value of its type; that of a union is one of its first branch')
  })
  if (typeof type.name === 'string') scope.named.set(qualify(type.name, textOf(type.namespace) ?? scope.namespace), type)
  return [...below, ...fields]
}

/** Defaults that are wrong or too large. INVARIANT: of a schema within the limits of fields, without recursion, as `measure` finds. */
export const lintDefaults = (source: unknown): readonly LintFinding[] => walk(source, '', { named: new Map(), namespace: '' })
