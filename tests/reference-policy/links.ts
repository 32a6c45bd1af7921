import { numberedAfter, ofBus, value, type Asked, type Said } from './record.ts'

/** D.11 (6), (7): what the bus said is ended when people say so, from then on; an agency may take its own answer back. */
export function wasEnded(asked: Asked, link: Said, now = asked.now): boolean {
  const about = ofBus(asked, 'access.confirmed').filter(
    (answer) =>
      value(answer, 'target_event') === link.index.event_id &&
      value(answer, 'target_agency') === link.index.agency &&
      value(answer, 'target_system') === link.index.system,
  )
  return about.some(
    (ended) =>
      value(ended, 'answer') === 'ended' &&
      Date.parse(value(ended, 'at') ?? '') <= now &&
      !about.some(
        (later) =>
          value(later, 'answer') === 'retracted' && value(later, 'agency') === value(ended, 'agency') && numberedAfter(later, ended),
      ),
  )
}
