import type { CaseLogEvents } from './case-events.ts'
import type { IndexPart, NumberedEvent } from './index-part.ts'

/** Of people who were found to be one person: the id that stands for each of the other ids. */
export type SamePeople = ReadonlyMap<string, string>

/** An index part in which every id of one person is replaced by the id that stands for them. */
function asOne(index: IndexPart, same: SamePeople): IndexPart {
  const one = (person: string): string => same.get(person) ?? person
  return {
    ...index,
    subject: one(index.subject),
    harmed: index.harmed.map((said) => ({
      ...said,
      person: one(said.person),
      ...(said.candidates === undefined ? {} : { candidates: said.candidates.map(one) }),
    })),
    // A person's id is random: nothing else in a fact is the same text.
    facts: index.facts.map(({ field, values }) => ({ field, values: values.map(one) })),
    mentions: index.mentions.map(({ field, person }) => ({ field, person: one(person) })),
  }
}

/** Case logs in which every id of one person is replaced by the id that stands for them. `logs` itself is not changed. */
export const withOnePerson = <Log extends CaseLogEvents>(logs: readonly Log[], same: SamePeople): readonly Log[] =>
  logs.map((log) => ({ ...log, events: log.events.map((event): NumberedEvent => ({ ...event, index: asOne(event.index, same) })) }))

/** The ids that an event itself has for a person: under them its parts are sealed. */
export function idsIn({ subject, harmed }: IndexPart, person: string, same: SamePeople): readonly string[] {
  const own = [...new Set([subject, ...harmed.map((said) => said.person)])].filter((id) => (same.get(id) ?? id) === person)
  return own.length === 0 ? [person] : own
}
