import { coordinates } from '../agency-standing.ts'
import { objectionsBy, type DecidedObjection } from '../objections.ts'
import { answerOn } from './answers.ts'
import { kindOf, type CaseParts } from './case-parts.ts'
import type { Instrument } from './instrument.ts'
import { endOfBefore, isFromBefore } from './whose-word.ts'

/** Objections as each agency decided them, each with what it does now (D.11 (6), `rights.request-updated`). */
export function objectionInstruments(
  parts: CaseParts,
): readonly { readonly objection: DecidedObjection; readonly instrument: Instrument }[] {
  return objectionsBy(parts.events, parts.counts).map((objection) => {
    const { last: event, of } = objection
    const closes = of === 'others'
    const said = { kind: closes ? 'restriction' : 'objection', event, sender: event.index.agency, until: undefined, closes } as const
    const effect = (): Pick<Instrument, 'effect' | 'until' | 'toConfirm'> => {
      const answer = answerOn(parts, said.kind, event)
      if (answer === 'ended') return { effect: 'ended', until: undefined, toConfirm: false }
      const isForCase = answer === 'confirmed' || coordinates(parts, event.index.agency) || kindOf(parts, event) === 'bus_operator'
      if (isForCase) return { effect: 'in-force', until: undefined, toConfirm: false }
      const end = endOfBefore(parts.whoseWord)
      if (isFromBefore(parts.whoseWord, event) && (closes || parts.now <= end))
        return { effect: 'in-force', until: closes ? undefined : end, toConfirm: true }
      return { effect: 'own', until: undefined, toConfirm: true }
    }
    return { objection, instrument: { ...said, ...effect() } }
  })
}
