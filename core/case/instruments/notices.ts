import type { AgencyId } from '../../../schemas/ids.ts'
import { noticesOf } from '../notices.ts'
import { answerOn } from './answers.ts'
import type { CaseParts } from './case-parts.ts'
import type { Instrument } from './instrument.ts'

const nameOf = (agency: AgencyId, system: string, id: string): string => [agency, system, id].join('\n')

/** What is in the case by now, and what its sender has sent again, put right. */
const namesHere = ({ events, counts }: CaseParts): ReadonlySet<string> =>
  new Set(
    events.all
      .filter(({ left }) => left !== true)
      .flatMap((event) => {
        const { agency, system, event_id: id, corrects } = event.index
        return [nameOf(agency, system, id), ...(corrects !== null && counts(event) ? [nameOf(agency, system, corrects)] : [])]
      }),
  )

/**
 * What was sent and is in no case: who is said to be who, until intake carries it out or somebody ends it; an event that may be about the subject, until it is linked,
 * sent again, or somebody ends it; and a resolution about somebody with a live MARAC flag, until somebody has answered. An answer is about the notice.
 */
export function noticeInstruments(parts: CaseParts): readonly Instrument[] {
  const notices = noticesOf(parts.events)
  const here = notices.some(({ kind, state }) => kind === 'possible_match' && state === 'waits') ? namesHere(parts) : new Set<string>()
  return notices.map(({ event, target, kind, state: given }): Instrument => {
    const answer = answerOn(parts, kind, event)
    const state = kind === 'possible_match' && here.has(nameOf(target.agency, target.system, target.event_id)) ? 'in_force' : given
    const ended = state === 'ended' || answer === 'ended'
    const answered = kind === 'resolution' ? answer !== undefined : ended || state === 'in_force'
    const effect = ended ? 'ended' : state === 'in_force' ? 'in-force' : 'waits'
    return { kind, event, sender: target.agency, effect, until: undefined, closes: false, toConfirm: !answered }
  })
}
