import type { AgencyId } from '../../schemas/ids.ts'
import { systemEvents, type CaseEvents } from './case-events.ts'
import { agencyIn, fact } from './index-part.ts'
import { inTime } from './moments.ts'

/** System event types of step-up access. */
export const APPROVAL_GIVEN = 'access.approval-given'
export const BREAK_GLASS_OPENED = 'access.break-glass-opened'

/** A second person's approval of one class, for one reader who asked. */
export interface Approval {
  readonly class: string
  /** Role of the giver. */
  readonly role: string
  /** Who gave it: keyed tokens of the person, and the agency. */
  readonly giver: { readonly agency: AgencyId | ''; readonly tokens: readonly string[]; readonly role: string }
  /** When, milliseconds since the Unix epoch. */
  readonly at: number
}

/** Approvals given to a reader, by somebody else, that are in time. `tokens`: the reader's keyed tokens. */
export const approvalsFor = (events: CaseEvents, tokens: readonly string[], purpose: string, now: number): readonly Approval[] =>
  systemEvents(events, APPROVAL_GIVEN)
    .filter(
      ({ index }) =>
        fact(index, 'asker').some((token) => tokens.includes(token)) &&
        fact(index, 'giver').length > 0 &&
        !fact(index, 'giver').some((token) => tokens.includes(token)) &&
        inTime(index, 'at', 'until', now) &&
        fact(index, 'purpose').every((code) => code === purpose),
    )
    .flatMap(({ index }) => {
      const role = fact(index, 'role')[0] ?? ''
      const giver = { agency: agencyIn(index, 'agency'), tokens: fact(index, 'giver'), role }
      return fact(index, 'class').map((code) => ({ class: code, role, giver, at: Date.parse(fact(index, 'at')[0] ?? '') }))
    })

/** Emergency access that a reader has opened. */
export interface BreakGlass {
  readonly role: string
  /** Milliseconds since it was opened; never negative. */
  readonly open: number
  /** Characters of its reason. */
  readonly reasonLength: number
}

/** Every emergency access that a reader has opened in the case for a purpose, live or not. */
export const breakGlassOf = (events: CaseEvents, tokens: readonly string[], purpose: string, now: number): readonly BreakGlass[] =>
  systemEvents(events, BREAK_GLASS_OPENED)
    .filter(
      ({ index }) =>
        fact(index, 'staff').some((token) => tokens.includes(token)) && fact(index, 'purpose').every((code) => code === purpose),
    )
    .flatMap(({ index }) => {
      const openedAt = Date.parse(fact(index, 'opened_at')[0] ?? '')
      return openedAt > now || Number.isNaN(openedAt)
        ? []
        : [{ role: fact(index, 'role')[0] ?? '', open: now - openedAt, reasonLength: Number(fact(index, 'reason_length')[0] ?? 0) }]
    })
