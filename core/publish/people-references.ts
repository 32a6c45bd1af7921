import { child } from '../../schemas/codec/pointer.ts'
import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import type { EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { PublishRule } from './rule.ts'

/** A person whom details name, and where. */
interface Named {
  readonly pointer: string
  readonly key: unknown
  readonly among: ReadonlySet<string>
}

const wrong = (pointer: string, detail: string): FieldError => ({ pointer, code: 'wrong-format', detail })
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function namedPeople({ data: { subject, harmed, details } }: AgencyEvent, schema: EventSchema): readonly Named[] {
  const subjects = new Set([subject.key])
  const harmedKeys = new Set(harmed.map((person) => person.key))
  const all = new Set([...subjects, ...harmedKeys])
  return schema.details.flatMap(({ name, kind, refersTo }): readonly Named[] => {
    const value = details[name]
    if (value === undefined || value === null || (kind !== 'json' && refersTo !== 'person')) return []
    const pointer = child('/data/details', name)
    if (kind === 'json')
      return list(value).flatMap((pair, index) => {
        const { subject: one, harmed: other } = pair as { subject?: unknown; harmed?: unknown }
        return [
          { pointer: `${pointer}/${index}/subject`, key: one, among: subjects },
          { pointer: `${pointer}/${index}/harmed`, key: other, among: harmedKeys },
        ]
      })
    if (!Array.isArray(value)) return [{ pointer, key: value, among: all }]
    return list(value).map((key, index) => ({ pointer: `${pointer}/${index}`, key, among: all }))
  })
}

/** People are named by the key that the same event gives them, and no key is given twice. */
export const peopleReferences: PublishRule = (event, { schema }) => {
  const errors: FieldError[] = []
  const keys = new Set<string>()
  for (const [index, { key }] of event.data.harmed.entries()) {
    if (key.trim() === '') errors.push(wrong(`/data/harmed/${index}/key`, 'Must not be blank: details refer to the person by it.'))
    else if (keys.has(key)) errors.push(wrong(`/data/harmed/${index}/key`, 'Each person of an event needs a key of their own.'))
    keys.add(key)
  }
  for (const { pointer, key, among } of namedPeople(event, schema))
    if (typeof key === 'string' && !among.has(key)) errors.push(wrong(pointer, 'Must be the key of a person whom this event names.'))
  return errors
}
