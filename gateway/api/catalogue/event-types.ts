import { eventJsonSchema } from '../../../schemas/index.ts'
import type { Catalogue, DetailField, EventSchema } from '../../../schemas/catalogue/event-schema.ts'

const fieldOf = ({ name, kind, class: classCode, required, codeList, refersTo, doc }: DetailField): object => ({
  name,
  kind,
  class: classCode,
  required,
  ...(codeList === undefined ? {} : { code_list: codeList }),
  ...(refersTo === undefined ? {} : { refers_to: refersTo }),
  doc,
})

/** An event type in the list. */
export const typeSummary = ({ type, title, family, subject }: EventSchema): object => ({ type, title, family, subject })

/** Everything about an event type that its publisher needs: who may publish it, its fields with classes and code lists, its schemas and an example. */
export function typeDetail(schema: EventSchema, catalogue: Catalogue, example: object | undefined): object {
  const lists = [...new Set(schema.details.flatMap((field) => (field.codeList === undefined ? [] : [field.codeList])))].sort()
  return {
    ...typeSummary(schema),
    publishers: schema.publishers,
    purposes: schema.purposes,
    lawful_basis: schema.lawfulBasis,
    key_class: schema.keyClass,
    retention: schema.retention,
    details: schema.details.map(fieldOf),
    code_lists: Object.fromEntries(lists.map((name) => [name, catalogue.codeLists.get(name)?.codes ?? []])),
    avro: schema.source,
    json_schema: eventJsonSchema(schema, catalogue.codeLists),
    ...(example === undefined ? {} : { example }),
    fingerprint: schema.fingerprint,
  }
}
