import { known } from '../names/lexicon.ts'
import { namesIn } from '../names/name-tokens.ts'
import { personNames } from '../names/person-names.ts'
import { fieldClasses } from '../parts/classes.ts'
import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { PublishRule } from './rule.ts'

/** Classes of texts that are there to say who somebody else is: a source, a third party, a worker, an applicant, whom it is safe to ring. */
const OF_OTHERS: ReadonlySet<string> = new Set(['SOURCE', 'STAFF', 'THIRD', 'VIC_ID', 'VIC_LOC'])

const detail =
  'The text names a person who is not in this event. Readers outside that pair do not see the name; name the person in the event ' +
  'if it is about them.'

/** Whether a text names a person beside those whose names are given: judged by its words alone, whoever is known. `names`: asked for where a text names anybody. Pure. */
export const namesAnother = (text: string, names: () => ReadonlySet<string>): boolean =>
  personNames(text).some((name) =>
    name.some(({ said }) => {
      const { name: word } = known(said)
      return !names().has(word) && !word.split(' ').every((part) => names().has(part))
    }),
  )

const textsOf = (
  event: AgencyEvent,
  schema: EventSchema,
  wanted: (sensitivity: string) => boolean,
): readonly (readonly [string, string])[] => {
  const raised = Object.entries(event.data.sensitivity_raise ?? {}).map(([field, sensitivity]) => ({ field, class: sensitivity }))
  const classes = fieldClasses(schema, raised)
  return schema.details
    .filter(({ name, kind, class: stated }) => kind === 'text' && wanted(stated) && wanted(classes.get(name) ?? stated))
    .flatMap(({ name }) => {
      const text = event.data.details[name]
      return typeof text === 'string' ? [[name, text] as const] : []
    })
}

/** Words of the names that an event gives: of its people, and of workers. Worked out when they are first asked for: most texts name nobody. */
export function namesOfEvent(event: AgencyEvent, schema: EventSchema): () => ReadonlySet<string> {
  let names: ReadonlySet<string> | undefined
  const found = (): ReadonlySet<string> => {
    const people = [event.data.subject, ...event.data.harmed].flatMap(({ given_name: given, family_name: family }) => [given, family])
    const workers = textsOf(event, schema, (sensitivity) => sensitivity === 'STAFF').map(([, text]) => text)
    return namesIn([...people, ...workers])
  }
  return () => (names ??= found())
}

/** W09: a text names a party who is not in this event. Of the event alone, so that it tells nothing of who is known. One warning per field. */
export const w09OtherParty: PublishRule = (event, { schema }) => {
  const names = namesOfEvent(event, schema)
  return textsOf(event, schema, (sensitivity) => !OF_OTHERS.has(sensitivity))
    .filter(([, text]) => namesAnother(text, names))
    .map(([field]) => ({ pointer: `/data/details/${field}`, code: 'W09', detail }))
}
