import type { DecisionInput } from '../../policy/facts/input.ts'
import type { EventDecision, Outcome } from '../../policy/decide/decision.ts'
import { gotOf } from './event.ts'
import type { Reading } from './field.ts'
import { fatesOf } from './gone.ts'
import { openLists } from './listings.ts'
import { objectionsOf } from './objections.ts'
import { scopesOf } from './pairs.ts'
import { askedOf } from './record.ts'
import { refusalOfCase, refusalOfRequest } from './request.ts'
import { standingOf } from './standing.ts'
import { clientsOf, readersPairs } from './readers-pairs.ts'
import { tables } from './tables.ts'
import { wordOf } from './word.ts'

/** A decision as far as two implementations are compared: by case log, then sequence; parts by owner, then class. */
export interface PlainDecision {
  readonly outcome: Outcome
  readonly events: readonly Pick<EventDecision, 'caseLog' | 'sequence' | 'effect' | 'parts'>[]
}

/** Decides a read a second time, plainly and slowly, from the domain model alone: the rules of D.1 and D.10 in their order. */
export function decidePlainly(input: DecisionInput): PlainDecision {
  const asked = askedOf(input)
  const refusal = refusalOfRequest(asked)
  if (refusal !== undefined) return { outcome: refusal, events: [] }
  const fates = fatesOf(asked)
  const scopes = scopesOf(asked, fates)
  const word = wordOf(asked, fates, scopes)
  const standing = standingOf(asked, fates, word)
  const refused = refusalOfCase(asked, standing)
  if (refused !== undefined) return { outcome: refused, events: [] }
  const reading: Reading = {
    asked,
    fates,
    scopes,
    word,
    lists: openLists(asked, fates).map(({ list }) => list),
    standing,
    objections: objectionsOf(asked, fates, word),
    pairs: readersPairs(asked, standing, scopes),
    clients: clientsOf(asked, standing),
    facesPerpetrator: tables.perpetrator_facing.includes(input.request.reader.role),
    adultsOf: (event) => {
      const pairs = scopes.of.get(event) ?? 'unknown'
      return typeof pairs === 'string'
        ? scopes.adults
        : scopes.adults.filter((adult) => pairs.has(adult) || [...pairs].some((person) => scopes.mayBe(person).includes(adult)))
    },
  }
  const events = asked.said.flatMap((event) => {
    const got = gotOf(reading, event)
    return got === undefined ? [] : [{ caseLog: event.caseLog, sequence: event.sequence, ...got }]
  })
  return { outcome: 'permit', events }
}
