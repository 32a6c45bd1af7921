import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import type { Evidence } from '../../linking/evidence.ts'
import type { LinkIndex } from '../../linking/link-index.ts'
import { g12OwnViews } from './g12-resolution-views.ts'
import { g14OwnViews } from './g14-bail-views.ts'
import { g25OwnDecision } from './g25-disclosure-decided.ts'
import { g28OwnAction } from './g28-known-action.ts'
import { ownPastOf, type PublishedEvent } from './own-past.ts'
import { HOLDS, type OwnRule, type OwnVerdict } from './rule.ts'
import { tokensOf } from './statement.ts'
import { w07OwnDecisionLate } from './w07-decision-late.ts'

interface JudgedType {
  readonly rule: OwnRule
  /** Kind of the proceeding of which the rule asks. */
  readonly about: string
}

const RULES: Readonly<Record<string, JudgedType>> = {
  'oocr.issued': { rule: g12OwnViews, about: 'oocr' },
  'bail.decided': { rule: g14OwnViews, about: 'bail' },
  'dvds.disclosure-made': { rule: g25OwnDecision, about: 'dvds' },
  'dvds.decision-made': { rule: w07OwnDecisionLate, about: 'dvds' },
  'marac.action-updated': { rule: g28OwnAction, about: 'action' },
}

/**
 * What the judging of events asks of statements: the keys by which `Statements.about` finds them, beside those of the events found. Empty for a type that no rule of own events
 * judges.
 */
export function keysAskedFor(
  { type, data }: Pick<AgencyEvent, 'type' | 'data'>,
  evidence: Pick<Evidence, 'proceedings'>,
): readonly string[] {
  const judged = RULES[type]
  if (judged === undefined) return []
  const { views_event: views } = data.details
  return [...tokensOf(evidence, judged.about), ...(typeof views === 'string' ? [views] : [])]
}

/** Judges an event by what its agency published before it, in a case or waiting. Pure, of the agency's own events alone. */
export const judgeByOwnEvents = (published: PublishedEvent, known: Pick<LinkIndex, 'events' | 'statements'>): OwnVerdict =>
  RULES[published.event.type]?.rule(ownPastOf(published, known)) ?? HOLDS
