import type { AgencyId } from '../../../schemas/ids.ts'
import { hasStanding } from '../agency-standing.ts'
import type { CaseEvent } from '../case-events.ts'
import { isLiveOverride } from '../overrides.ts'
import { isReferredTo } from '../receiving-marac.ts'
import { answersThatCount } from './answers.ts'
import type { CaseParts } from './case-parts.ts'
import type { Instrument } from './instrument.ts'
import { endOfBefore, isFromBefore } from './whose-word.ts'

/** People of the deciding agency who have to confirm: who decided, and who approved. */
const DECIDERS = 2

/** True of an agency that has referred the case to another agency's MARAC, which lists it. */
const isListedOnReferral = ({ events, lives, listings }: CaseParts, agency: AgencyId): boolean =>
  events
    .ofType('marac.referral-made')
    .some(
      (referral) =>
        referral.index.agency === agency &&
        lives(referral) &&
        listings.some(({ coordinator, listed }) => coordinator !== agency && isReferredTo(referral, listed)),
    )

/** Whether people have confirmed an override: the list's owner, or two people of the deciding agency while it has standing; or have ended it. */
function answerOn(parts: CaseParts, event: CaseEvent): 'confirmed' | 'ended' | undefined {
  const answers = answersThatCount(parts, 'override', event)
  const { agency } = event.index
  const others = answers.filter((answer) => answer.agency !== agency).at(-1)
  const own = new Set(answers.filter((answer) => answer.agency === agency && answer.answer === 'confirmed').map(({ staff }) => staff))
  if (others !== undefined) return others.answer
  if (answers.some(({ answer }) => answer === 'ended')) return 'ended'
  return own.size >= DECIDERS && hasStanding(parts, agency) ? 'confirmed' : undefined
}

/** Overrides that are live, with what they do now (D.11 (6), `consent.override-recorded`): for the deciding agency's own events at once. */
export const overrideInstruments = (parts: CaseParts): readonly Instrument[] =>
  parts.events
    .ofType('consent.override-recorded')
    .filter((event) => parts.lives(event) && isLiveOverride(event, parts.now))
    .map((event): Instrument => {
      const said = { kind: 'override', event, sender: event.index.agency, until: undefined, closes: false } as const
      const answer = answerOn(parts, event)
      if (answer === 'ended') return { ...said, effect: 'ended', toConfirm: false }
      if (answer === 'confirmed' || isListedOnReferral(parts, event.index.agency)) return { ...said, effect: 'in-force', toConfirm: false }
      const end = endOfBefore(parts.whoseWord)
      if (isFromBefore(parts.whoseWord, event) && parts.now <= end) return { ...said, effect: 'in-force', until: end, toConfirm: true }
      return { ...said, effect: 'own', toConfirm: true }
    })
