import type { Type } from 'avsc'
import { classOf, detailFields, isOptional, typeAttribute } from '../avro/fields.ts'
import { isObject, textOf, textsOf, type JsonObject } from '../avro/json-object.ts'
import { avroType, recordName } from '../avro/avro-type.ts'
import { schemaFingerprint } from '../avro/canonical.ts'
import type { AgencyType, ClassCode, Purpose } from '../generated/codes.ts'
import type { DetailField, EventSchema, FieldKind, RefTarget } from './event-schema.ts'
import { CatalogueError, type SourceFile } from './files.ts'

const need = (file: string, value: string | undefined, attribute: string): string => {
  if (value === undefined) throw new CatalogueError('not-an-event-type', file, `has no ${attribute}`)
  return value
}

function detailField(file: string, field: JsonObject): DetailField {
  const name = need(file, textOf(field.name), 'name on a field of details')
  const codeList = textOf(typeAttribute(field, 'codeList'))
  const refersTo = textOf(typeAttribute(field, 'refersTo'))
  return {
    name,
    kind: need(file, textOf(field.kind), `kind on details.${name}`) as FieldKind,
    class: need(file, classOf(field), `confluent:tags on details.${name}`) as ClassCode,
    required: !isOptional(field),
    ...(codeList === undefined ? {} : { codeList }),
    ...(refersTo === undefined ? {} : { refersTo: refersTo as RefTarget }),
    indexed: field.indexed === true,
    doc: textOf(field.doc) ?? '',
  }
}

/** The Avro type of a file, built once, when it is first asked for. Throws CatalogueError when the schema is not Avro. */
function typeOf({ file, source }: Pick<SourceFile, 'file' | 'source'>): () => Type {
  let built: Type | undefined
  return () => {
    try {
      return (built ??= avroType(source))
    } catch (cause) {
      throw new CatalogueError('not-avro', file, 'is not an Avro schema', cause)
    }
  }
}

/** An event type from its .avsc. Throws CatalogueError when an attribute is missing; `avro` throws it when the schema is not Avro. */
export function eventSchema({ file, source }: SourceFile): EventSchema {
  if (!isObject(source)) throw new CatalogueError('not-avro', file, 'is not a record')
  const attribute = (name: string): string => need(file, textOf(source[name]), name)
  const type = attribute('eventType')
  const avro = typeOf({ file, source })
  return {
    type,
    subject: need(file, recordName(source), 'record name'),
    title: attribute('title'),
    family: attribute('family'),
    keyClass: attribute('keyClass') as ClassCode,
    publishers: textsOf(source.publishers) as readonly AgencyType[],
    purposes: textsOf(source.purposes) as readonly Purpose[],
    lawfulBasis: textsOf(source.lawfulBasis),
    retention: attribute('retention'),
    details: detailFields(source).map((field) => detailField(file, field)),
    get avro() {
      return avro()
    },
    source,
    fingerprint: schemaFingerprint(source),
  }
}
