import type { EventData, Person } from '../../schemas/codec/agency-event.ts'

/** A person of an event, and where. */
export interface PersonAt {
  readonly person: Person
  /** JSON Pointer. */
  readonly at: string
}

/** The people of an event: the subject, then the harmed in its order. */
export const peopleIn = ({ subject, harmed }: Pick<EventData, 'subject' | 'harmed'>): readonly PersonAt[] => [
  { person: subject, at: '/data/subject' },
  ...harmed.map((person, index) => ({ person, at: `/data/harmed/${String(index)}` })),
]
