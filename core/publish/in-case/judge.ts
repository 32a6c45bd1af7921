import type { EventWarning, IndexPart } from '../../case/index-part.ts'
import type { CaseMemory } from '../../case/memory/case-memory.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import { g11Listing } from './g11-listing.ts'
import { g11ReferredListing, g11ReferrersOverride } from './g11-referred-listing.ts'
import { g12ResolutionViews } from './g12-resolution-views.ts'
import { g13KnownFlag } from './g13-known-flag.ts'
import { g13MaracFlag } from './g13-marac-flag.ts'
import { g14BailViews } from './g14-bail-views.ts'
import { g16Kept, g16PolygraphAlone } from './g16-polygraph-alone.ts'
import { g25DisclosureDecided } from './g25-disclosure-decided.ts'
import { g26DisclosureNames, g26Kept } from './g26-disclosure-names.ts'
import { g28KnownAction } from './g28-known-action.ts'
import { g32RightsRequest } from './g32-rights-request.ts'
import { inCaseOf } from './in-case.ts'
import { kept } from './kept.ts'
import type { InCaseFinding, InCaseRule } from './rule.ts'
import { w07DecisionLate } from './w07-decision-late.ts'
import { w09OtherParty } from './w09-other-party.ts'

/** Rules by the names that `judged_by` of an index part has. A name is never given to another rule. */
export const inCaseRules: Readonly<Record<string, InCaseRule>> = {
  G11: g11Listing,
  'G11.referred': g11ReferredListing,
  'G11.override': g11ReferrersOverride,
  G12: g12ResolutionViews,
  'G12.kept': kept(g12ResolutionViews),
  G13: g13MaracFlag,
  'G13.known': g13KnownFlag,
  G14: g14BailViews,
  'G14.kept': kept(g14BailViews),
  G16: g16PolygraphAlone,
  'G16.kept': g16Kept,
  G25: g25DisclosureDecided,
  'G25.kept': kept(g25DisclosureDecided),
  G26: g26DisclosureNames,
  'G26.kept': g26Kept,
  G28: g28KnownAction,
  'G28.kept': kept(g28KnownAction),
  G32: g32RightsRequest,
  W07: w07DecisionLate,
  'W07.kept': kept(w07DecisionLate),
  W09: w09OtherParty,
}

/** True of warnings that the case gives. */
export const inCaseWarns = (code: string): boolean => code.startsWith('W') && Object.hasOwn(inCaseRules, code)

/** What the case says of an event at its place. */
export interface CaseVerdict {
  /** Why it is refused: it takes no effect. Empty when it stands. */
  readonly errors: readonly FieldError[]
  /** What is kept with the event: intake's warnings, then the case's. */
  readonly kept: readonly EventWarning[]
  /** The case's warnings that its publisher may be told. */
  readonly forPublisher: readonly FieldError[]
}

/** INVARIANT: what has no receipt to tell it in is not refused: an event that waited, unlinked, was accepted already. */
const refuses = ({ inbox }: IndexPart, { rule, restsOn }: InCaseFinding): boolean =>
  inbox !== null && rule.startsWith('G') && restsOn === 'own'
const errorOf = ({ pointer, rule, detail }: InCaseFinding): FieldError => ({ pointer, code: rule, detail })

/**
 * Judges an event by the rules that its index part names, over the events of its case log that were numbered before it. Pure, at the moment of the
 * event: a rebuild, a check and a replay come to the same. What it costs does not grow with the case. `before` may be left
 * out for an event that no rule judges.
 */
export function judgeInCase(index: IndexPart, before: CaseMemory | undefined): CaseVerdict {
  if (index.judged_by.length === 0) return { errors: [], kept: index.warnings, forPublisher: [] }
  if (before === undefined) throw new TypeError('An event that is judged in its case needs the case')
  const inCase = inCaseOf(index, before)
  const findings = index.judged_by.flatMap((name) => inCaseRules[name]?.(inCase) ?? [])
  const refusals = findings.filter((finding) => refuses(index, finding))
  const warnings = findings.filter((finding) => !refuses(index, finding))
  return {
    errors: refusals.map(errorOf),
    kept: [...index.warnings, ...warnings.map(({ pointer, rule }) => ({ pointer, code: rule }))],
    forPublisher: warnings.filter(({ restsOn }) => restsOn === 'own').map(errorOf),
  }
}
