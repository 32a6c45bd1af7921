import { coordinates } from '../agency-standing.ts'
import { ACCESS_BLOCKED } from '../barred.ts'
import type { CaseEvent } from '../case-events.ts'
import { fact } from '../index-part.ts'
import { inTime, startOf } from '../moments.ts'
import { answerOn } from './answers.ts'
import { nameHarmedsWorker, nameMeetingStaff, type CaseParts } from './case-parts.ts'
import type { Instrument } from './instrument.ts'
import { endOfBlock, isFromBefore, isRenewal } from './whose-word.ts'

/** Agencies that name a harmed person of the case in any event of theirs. */
const namingHarmed = ({ events, counts }: CaseParts): ReadonlySet<string> =>
  new Set(events.all.filter((event) => event.index.harmed.length > 0 && counts(event)).map(({ index }) => index.agency))

/** True of a block that nobody's word alone puts in force: of a whole agency, a worker allocated to a harmed person, chair or coordinator. */
function namesGuarded(parts: CaseParts, { index }: CaseEvent): boolean {
  const { barred } = index
  const tokens = fact(index, 'blocked_ref')
  return (
    barred?.whole === true ||
    (barred != null && coordinates(parts, barred.agency)) ||
    nameHarmedsWorker(parts, tokens) ||
    nameMeetingStaff(parts, tokens)
  )
}

const takesEffectFrom = ({ index }: CaseEvent): number => Math.max(Date.parse(index.published_at), ...fact(index, 'from_on').map(startOf))

/** When an agency's block of somebody first took effect: saying it again, also in place of one that it took back, makes its time no longer. */
function firstSaid({ events, whoseWord }: CaseParts, event: CaseEvent): number {
  const tokens = fact(event.index, 'blocked_ref')
  const from = takesEffectFrom(event)
  const before = events
    .ofType(ACCESS_BLOCKED)
    .filter(
      (other) => other.index.agency === event.index.agency && fact(other.index, 'blocked_ref').some((token) => tokens.includes(token)),
    )
    .map(takesEffectFrom)
  return Math.min(from, ...before.filter((other) => other < from && isRenewal(whoseWord, other, from)))
}

/** Blocks that are in time, with what they do now (D.11 (6), `case.access-blocked`). */
export function blockInstruments(parts: CaseParts): readonly Instrument[] {
  const { events, counts, now, whoseWord } = parts
  const blocks = events.ofType(ACCESS_BLOCKED).filter((event) => counts(event) && inTime(event.index, 'from_on', 'until', now))
  if (blocks.length === 0) return []
  const naming = namingHarmed(parts)
  return blocks.map((event): Instrument => {
    const said = { kind: 'block', event, sender: event.index.agency, until: undefined, closes: true } as const
    const answer = answerOn(parts, 'block', event)
    if (answer === 'ended') return { ...said, effect: 'ended', toConfirm: false }
    if (answer === 'confirmed') return { ...said, effect: 'in-force', toConfirm: false }
    if (isFromBefore(whoseWord, event)) return { ...said, effect: 'in-force', toConfirm: true }
    const until = endOfBlock(whoseWord, firstSaid(parts, event))
    if (!naming.has(event.index.agency) || namesGuarded(parts, event) || now > until) return { ...said, effect: 'waits', toConfirm: true }
    return { ...said, effect: 'in-force', until, toConfirm: true }
  })
}

/** Keyed tokens of the people, teams and agencies whom blocks in force bar. */
export const barredNow = (instruments: readonly Instrument[]): ReadonlySet<string> =>
  new Set(
    instruments
      .filter(({ kind, effect }) => kind === 'block' && effect === 'in-force')
      .flatMap(({ event }) => fact(event.index, 'blocked_ref')),
  )
