import type { CodeList } from '../catalogue/event-schema.ts'
import {
  arrayCheck,
  booleanCheck,
  codeCheck,
  integerCheck,
  mapCheck,
  numberCheck,
  recordCheck,
  stringCheck,
  symbolCheck,
} from './check-values.ts'
import type { RecordField, StringAttributes } from './check-values.ts'
import { isObject, type JsonObject } from '../avro/json-object.ts'
import { expectedOf } from './expected.ts'
import { mustHaveItems, namesSomething } from './says-something.ts'
import type { Check } from './check-run.ts'

/** Attributes that a field hands down to its strings, however they are wrapped. */
interface Attributes extends StringAttributes {
  readonly codeList?: string
  readonly minimum?: number
  readonly maximum?: number
  /** True of a list that must have an item. */
  readonly hasItems?: boolean
}

interface Context {
  readonly codeLists: ReadonlyMap<string, CodeList>
  /** Checks of the named types met so far, by simple name. */
  readonly named: Map<string, Check>
}

const MAX_INT = 2 ** 31 - 1
const attributeNames = ['format', 'maxLength', 'refersTo', 'codeList', 'minimum', 'maximum']

const attributesOf = (schema: JsonObject): Attributes =>
  Object.fromEntries(attributeNames.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]]))
const simpleName = (name: unknown): string => String(name).split('.').at(-1) ?? ''
const isOptional = (type: unknown): boolean => type === 'null' || (Array.isArray(type) && type.includes('null'))

/**
 * Compiles a parsed Avro schema to a check. Our attributes (`format`, `maxLength`, `codeList`, `refersTo`, `minimum`, `maximum`) may stand on a
 * field or on its type. Throws a TypeError for what no check is written for: unions other than with null, recursion, a code list that does not exist.
 */
export const compileCheck = (schema: unknown, codeLists: ReadonlyMap<string, CodeList>): Check =>
  compile({ codeLists, named: new Map() }, schema, {})

function compile(context: Context, schema: unknown, inherited: Attributes): Check {
  if (Array.isArray(schema)) {
    const branches = schema.filter((branch) => branch !== 'null')
    if (branches.length !== 1) throw new TypeError('The schema has a union that is not of null and one type.')
    return compile(context, branches[0], inherited)
  }
  if (typeof schema === 'string') return context.named.get(simpleName(schema)) ?? primitive(context, schema, inherited)
  if (!isObject(schema)) throw new TypeError('The schema is not Avro.')
  const attributes = { ...inherited, ...attributesOf(schema) }
  switch (schema.type) {
    case 'record':
      return remember(context, schema, recordCheck(fieldsOf(context, schema)))
    case 'enum':
      return remember(context, schema, symbolCheck(simpleName(schema.name), schema.symbols as readonly string[]))
    case 'array':
      return arrayCheck(
        compile(context, schema.items, attributes),
        attributes.hasItems === true ? expectedOf({ ...attributes, type: schema.items }, context.codeLists) : undefined,
      )
    case 'map':
      return mapCheck(compile(context, schema.values, attributes))
    default:
      return compile(context, schema.type, attributes)
  }
}

function remember({ named }: Context, schema: JsonObject, check: Check): Check {
  named.set(simpleName(schema.name), check)
  return check
}

const fieldsOf = (context: Context, schema: JsonObject): RecordField[] =>
  (schema.fields as readonly JsonObject[]).map((field) => ({
    name: field.name as string,
    required: !isOptional(field.type),
    expected: expectedOf(field, context.codeLists),
    check: compile(context, field.type, { ...attributesOf(field), ...saysSomething(field) }),
  }))

/** What of a field may not be blank, and what may not be empty. */
const saysSomething = (field: JsonObject): Attributes => ({
  ...(namesSomething(field.name as string, field.kind) ? { isStated: true } : {}),
  ...(mustHaveItems(field.name as string) && !isOptional(field.type) ? { hasItems: true } : {}),
})

function primitive({ codeLists }: Context, type: string, attributes: Attributes): Check {
  const { codeList: listName, minimum, maximum } = attributes
  switch (type) {
    case 'string': {
      const list = listName === undefined ? undefined : codeLists.get(listName)
      if (listName !== undefined && list === undefined) throw new TypeError(`The schema names a code list that does not exist: ${listName}`)
      return list === undefined ? stringCheck(attributes) : codeCheck(list)
    }
    case 'boolean':
      return booleanCheck
    case 'int':
      return integerCheck(minimum ?? -MAX_INT - 1, maximum ?? MAX_INT)
    case 'long':
      return integerCheck(minimum ?? -Number.MAX_SAFE_INTEGER, maximum ?? Number.MAX_SAFE_INTEGER)
    case 'float':
    case 'double':
      return numberCheck
    default:
      throw new TypeError(`The schema has a type that no check is written for: ${type}`)
  }
}
