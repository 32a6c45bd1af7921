import type { Agencies, CaseEvent } from '../../case/case-events.ts'
import { foldCase } from '../../case/case-state.ts'
import type { EventWarning, IndexPart, NumberedEvent } from '../../case/index-part.ts'
import { beginning } from '../../case/moments.ts'
import { quoted } from '../../case/proceedings.ts'
import { latest } from '../../time/london.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import { g11Listing } from './g11-listing.ts'
import { g12ResolutionViews } from './g12-resolution-views.ts'
import { g13MaracFlag } from './g13-marac-flag.ts'
import { g14BailViews } from './g14-bail-views.ts'
import { g16PolygraphAlone } from './g16-polygraph-alone.ts'
import { g25DisclosureDecided } from './g25-disclosure-decided.ts'
import { g26DisclosureNames } from './g26-disclosure-names.ts'
import { g28KnownAction } from './g28-known-action.ts'
import { g32RightsRequest } from './g32-rights-request.ts'
import type { InCase, InCaseFinding, InCaseRule } from './rule.ts'
import { w07DecisionLate } from './w07-decision-late.ts'
import { w09OtherParty } from './w09-other-party.ts'

/** Rules by the names that `judged_by` of an index part has. A name is never given to another rule. */
export const inCaseRules: Readonly<Record<string, InCaseRule>> = {
  G11: g11Listing,
  G12: g12ResolutionViews,
  G13: g13MaracFlag,
  G14: g14BailViews,
  G16: g16PolygraphAlone,
  G25: g25DisclosureDecided,
  G26: g26DisclosureNames,
  G28: g28KnownAction,
  G32: g32RightsRequest,
  W07: w07DecisionLate,
  W09: w09OtherParty,
}

/** What the case says of an event at its place. */
export interface CaseVerdict {
  /** Why it is refused: it takes no effect. Empty when it stands. */
  readonly errors: readonly FieldError[]
  /** What is kept with the event: intake's warnings, then the case's. */
  readonly kept: readonly EventWarning[]
  /** The case's warnings that its publisher may be told. */
  readonly told: readonly FieldError[]
}

/** Whoever corrects, retracts or erases may do so: intake judged that (G10), before the event was in the log. */
const admitted = (events: readonly NumberedEvent[]): Agencies => new Map(events.map(({ index }) => [index.agency, { type: 'bus_operator', areas: [] }]))

/** What people wished and what was decided about it, which holds from when it was said. */
const HOLDS_FROM: ReadonlySet<string> = new Set(['consent.recorded', 'consent.override-recorded', 'marac.referral-made', 'marac.case-heard'])

/** The moment by which an event is judged: the end of when it happened, so that what is brought in from the past is judged as of then. */
const momentOf = ({ occurred, published_at: published }: IndexPart): number =>
  Math.min(Date.parse(published), latest(occurred.until ?? occurred.from, occurred.precision))

function inCaseOf(index: IndexPart, before: readonly NumberedEvent[]): InCase {
  const sequence = (before.at(-1)?.sequence ?? 0) + 1
  const moment = momentOf(index)
  const then = before.filter((other) => !HOLDS_FROM.has(other.index.type) || beginning(other.index)[0] <= moment)
  const events = [...then, { sequence, index }]
  const state = foldCase([{ caseLog: index.case_log, events }], admitted(events), moment)
  const event = state.events.all.at(-1)
  if (event === undefined) throw new TypeError('A case without the event that is judged')
  const isOwn = (other: CaseEvent): boolean => other.index.agency === index.agency
  const earlierOwn = state.events.all.filter((other) => other !== event && isOwn(other) && !state.isGone(other))
  return {
    event, index, state, isOwn,
    earlier: (type) => state.events.ofType(type).filter((other) => other !== event && !state.isGone(other)),
    knowsProceeding: (kind) => earlierOwn.some((other) => quoted(other, kind).some((token) => quoted(event, kind).includes(token))),
    hasNamed: (person) => earlierOwn.some(({ index: { harmed } }) => harmed.some((named) => named.person === person)),
  }
}

/** INVARIANT: what has no receipt to tell it in is not refused: an event that waited, unlinked, was accepted already. */
const refuses = ({ inbox }: IndexPart, { rule, restsOn }: InCaseFinding): boolean => inbox !== null && rule.startsWith('G') && restsOn === 'own'
const errorOf = ({ pointer, rule, detail }: InCaseFinding): FieldError => ({ pointer, code: rule, detail })

/**
 * Judges an event by the rules that its index part names, over the events of its case log that were numbered before it. Pure, at the moment of the
 * event: a rebuild, a check and a replay come to the same.
 */
export function judgeInCase(index: IndexPart, before: readonly NumberedEvent[]): CaseVerdict {
  if (index.judged_by.length === 0) return { errors: [], kept: index.warnings, told: [] }
  const inCase = inCaseOf(index, before)
  const findings = index.judged_by.flatMap((name) => inCaseRules[name]?.(inCase) ?? [])
  const refusals = findings.filter((finding) => refuses(index, finding))
  const warnings = findings.filter((finding) => !refuses(index, finding))
  return {
    errors: refusals.map(errorOf),
    kept: [...index.warnings, ...warnings.map(({ pointer, rule }) => ({ pointer, code: rule }))],
    told: warnings.filter(({ restsOn }) => restsOn === 'own').map(errorOf),
  }
}
