import { fact, type NumberedEvent } from '../../core/case/index-part.ts'
import { BREAK_GLASS_OPENED } from '../../core/case/step-up.ts'

/** Whether somebody had emergency access to a case open, for a purpose. `token`: keyed token of the person; `at`: ISO 8601. */
export type IsEmergency = (token: string, purpose: string, at: string) => boolean

const MINUTE = 60_000

/** Finds out about emergency access by the events of a case. `minutes`: how long it stays open. Pure. */
export function emergencies(events: readonly Pick<NumberedEvent, 'index'>[], minutes: number): IsEmergency {
  const openings = events
    .filter(({ index }) => index.type === BREAK_GLASS_OPENED)
    .map(({ index }) => ({
      staff: fact(index, 'staff'),
      purpose: fact(index, 'purpose'),
      from: Date.parse(fact(index, 'opened_at')[0] ?? index.occurred.from),
    }))
  return (token, purpose, at) => {
    const moment = Date.parse(at)
    return openings.some(
      (opening) =>
        opening.staff.includes(token) &&
        opening.purpose.every((code) => code === purpose) &&
        opening.from <= moment &&
        moment < opening.from + minutes * MINUTE,
    )
  }
}
