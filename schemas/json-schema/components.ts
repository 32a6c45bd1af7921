import { isObject } from '../avro/json-object.ts'
import type { Catalogue } from '../catalogue/event-schema.ts'
import { codeTypeName, detailsTypeName, pascalCase } from '../generation/names.ts'
import { eventSchema } from './event.ts'
import { schemaOfAvro, type Parts } from './of-avro.ts'
import type { JsonSchema } from './json-schema.ts'
import { texts, type TextName } from './texts.ts'

/** For code generators: what `format` says has no pattern beside it, so that it becomes a date in their language. */
const TEXTS: Readonly<Record<TextName, JsonSchema>> = {
  date: { type: 'string', format: 'date' },
  dateTime: { type: 'string', format: 'date-time' },
  dateOrDateTime: texts.dateOrDateTime,
  uuid: { type: 'string', format: 'uuid' },
}

/**
 * The schemas of every event type, each by a name of its own, as components of an OpenAPI document: `BehaviourIncidentRecorded`, its data and details, the
 * records that all types share (`Subject`, `Harmed` …), a schema for each code list, and `CloudEvent`, which is one of the types by its `type`. Pure.
 */
export function eventComponents({ types, codeLists }: Catalogue): Readonly<Record<string, JsonSchema>> {
  const components: Record<string, JsonSchema> = {}
  const named = (name: string, schema: JsonSchema): { readonly $ref: string } => {
    components[name] = schema
    return { $ref: `#/components/schemas/${name}` }
  }
  const sorted = [...types.values()].sort((one, other) => (one.type < other.type ? -1 : 1))
  const events = sorted.map(({ type, title, source }) => {
    const name = pascalCase(type)
    const root = isObject(source) ? source.name : undefined
    const parts: Parts = {
      codes: (list) => named(codeTypeName(list), { type: 'string', enum: codeLists.get(list)?.codes.map(({ code }) => code) ?? [] }),
      text: (text) => TEXTS[text],
      record: (record, schema) => named(record === root ? `${name}Data` : record === 'Details' ? detailsTypeName(type) : record, schema),
    }
    const data = schemaOfAvro(source, parts)
    return [type, named(name, { title, ...eventSchema({ type: 'string', enum: [type] }, data, parts) })] as const
  })
  return {
    ...components,
    CloudEvent: {
      description:
        'A CloudEvent (1.0): which, its type says. Extension attributes are taken, and ignored. What fits may still break a publish rule.',
      oneOf: events.map(([, reference]) => reference),
      discriminator: { propertyName: 'type', mapping: Object.fromEntries(events.map(([type, { $ref }]) => [type, $ref])) },
    },
  }
}
