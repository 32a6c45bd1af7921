import { noticesOf } from '../notices.ts'
import { answerOn } from './answers.ts'
import type { CaseParts } from './case-parts.ts'
import type { Instrument } from './instrument.ts'

/**
 * What was sent and is in no case: who is said to be who, until intake carries it out or somebody ends it; and a resolution about somebody with a live MARAC
 * flag, until somebody has answered. An answer is about the notice.
 */
export const noticeInstruments = (parts: CaseParts): readonly Instrument[] => noticesOf(parts.events).map(({ event, target, kind, state }): Instrument => {
  const answer = answerOn(parts, kind, event)
  const ended = state === 'ended' || answer === 'ended'
  const answered = kind === 'resolution' ? answer !== undefined : ended || state === 'in_force'
  const effect = ended ? 'ended' : state === 'in_force' ? 'in-force' : 'waits'
  return { kind, event, sender: target.agency, effect, until: undefined, closes: false, toConfirm: !answered }
})
