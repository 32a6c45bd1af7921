import type { Release } from '../../policy/release/load.ts'
import { decide } from '../../policy/decide/decide.ts'
import { effectOnPart } from '../../policy/decide/disclosed-parts.ts'
import { factsFor } from '../../policy/decide/evaluate-event.ts'
import { readerScope } from '../../policy/facts/reader-scope.ts'
import { readingOf } from '../../policy/facts/reading.ts'
import { reducePart } from '../../core/parts/reduce.ts'
import { catalogue } from './case-builder.ts'
import { ASKED_SEQUENCE, inputFor, partOfField, type ReadCase } from './read-case.ts'

const WORDS = { shown: 'visible', reduced: 'visible_redacted', tombstone: 'tombstone' } as const

/** The answer to a read case in its words, with the effect on each field that it expects something of. */
export interface CaseAnswer {
  readonly expect: string
  readonly fields: Readonly<Record<string, string>>
}

/** True when the coarser form of a class keeps a field. */
function survives(type: string, sensitivity: string, field: string): boolean {
  const schema = catalogue.types.get(type)
  const sample = ['codes', 'refs'].includes(schema?.details.find(({ name }) => name === field)?.kind ?? '') ? ['a'] : 'a'
  const kept = schema && reducePart(sensitivity, { [`/details/${field}`]: sample }, { schema, owner: '', occurredFrom: '2026-01-10' })
  return kept != null && Object.keys(kept).length > 0
}

export function answerTo(release: Release, readCase: ReadCase): CaseAnswer {
  const input = inputFor(readCase)
  const decision = decide(release, input)
  if (decision.outcome !== 'permit') return { expect: decision.outcome, fields: {} }
  const decided = decision.events.find(({ sequence }) => sequence === ASKED_SEQUENCE)
  if (decided === undefined) return { expect: 'hidden', fields: {} }
  const reading = readingOf(release, input)
  const evaluation = { scope: readerScope(reading, false), kept: new Map() }
  const event = reading.state.events.all.find(({ sequence }) => sequence === ASKED_SEQUENCE)
  const facts = event && factsFor(evaluation, event)
  const fields = Object.keys(readCase.expect_fields).map((field) => {
    const part = partOfField(readCase.event_type, field, input)
    const form = decided.parts.find(({ owner, class: sensitivity }) => owner === part.owner && sensitivity === part.class)?.form
    const effect = facts && effectOnPart(evaluation, facts, decided.effect, part.owner, part.class)
    if (form === undefined) return [field, effect === 'P' ? 'P' : 'W']
    // Of a concern marked do-not-contact the reduced form of RISK must hold its urgency and nothing else.
    const dropped = facts?.is.do_not_contact === true && decided.effect === 'reduced' && !survives(readCase.event_type, part.class, field)
    return [field, form === 'plain' ? 'A' : dropped ? 'W' : 'R']
  })
  return { expect: WORDS[decided.effect], fields: Object.fromEntries(fields) as Record<string, string> }
}
