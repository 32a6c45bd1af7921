import type { CaseLogEvents } from './case-events.ts'
import type { PersonId } from '../../schemas/ids.ts'
import type { IndexPart, NumberedEvent } from './index-part.ts'

/** Of people who were found to be one person: the id that stands for each of the other ids. */
export type SamePeople = ReadonlyMap<string, PersonId>

/** An index part in which every id of one person is replaced by the id that stands for them. */
function asOne(index: IndexPart, same: SamePeople): IndexPart {
  const one = <Text extends string>(text: Text): Text | PersonId => same.get(text) ?? text
  return {
    ...index,
    subject: one(index.subject),
    harmed: index.harmed.map((said) => ({
      ...said,
      person: one(said.person),
      ...(said.candidates === undefined ? {} : { candidates: said.candidates.map((candidate) => one(candidate)) }),
    })),
    // A person's id is random: nothing else in a fact is the same text.
    facts: index.facts.map(({ field, values }) => ({ field, values: values.map((value) => one(value)) })),
    mentions: index.mentions.map(({ field, person }) => ({ field, person: one(person) })),
  }
}

/** Case logs in which every id of one person is replaced by the id that stands for them. `logs` itself is not changed. */
export const withOnePerson = <Log extends CaseLogEvents>(logs: readonly Log[], same: SamePeople): readonly Log[] =>
  logs.map((log) => ({ ...log, events: log.events.map((event): NumberedEvent => ({ ...event, index: asOne(event.index, same) })) }))

/** What says of people of a case whom they may be, now that two cases are one (core/linking/case-links.ts). */
interface WithCandidates<Log extends CaseLogEvents> {
  readonly logs: readonly Log[]
  readonly same: SamePeople
  readonly candidates: ReadonlyMap<string, readonly PersonId[]>
}

/** Cases in which the events that name somebody who may be one of others say so, as those do of whom intake did not know it. */
export const withCandidates = <Log extends CaseLogEvents, Case extends WithCandidates<Log>>(
  cases: readonly (Case & WithCandidates<Log>)[],
) =>
  cases.map((one) => {
    const { logs, same, candidates } = one
    if (candidates.size === 0) return one
    const mayBe = (event: NumberedEvent): NumberedEvent => {
      const harmed = event.index.harmed.map((said) => {
        const more = candidates.get(same.get(said.person) ?? said.person) ?? []
        return more.length === 0 ? said : { ...said, candidates: [...new Set([...(said.candidates ?? []), ...more])] }
      })
      return { ...event, index: { ...event.index, harmed } }
    }
    return { ...one, logs: logs.map((log) => ({ ...log, events: log.events.map(mayBe) })) }
  })

/** The ids that an event itself has for a person: under them its parts are sealed. */
export function idsIn({ subject, harmed }: IndexPart, person: PersonId | '', same: SamePeople): readonly (PersonId | '')[] {
  const own = [...new Set([subject, ...harmed.map((said) => said.person)])].filter((id) => (same.get(id) ?? id) === person)
  return own.length === 0 ? [person] : own
}
