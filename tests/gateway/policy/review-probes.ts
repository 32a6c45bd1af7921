import { BREAK_GLASS_OPENED } from '../../../core/case/step-up.ts'
import { decideReviews } from '../../../gateway/policy/reviews.ts'
import { blockOf, inputOf, linked, requestOf, systemEvent, token, type EventSeed } from './case-builder.ts'
import type { Probe } from './probes.ts'

/** Somebody opened emergency access for an agency. */
const openedBy = (staff: string, agency = 'fixture-police'): EventSeed =>
  systemEvent(BREAK_GLASS_OPENED, { opened_at: '2026-06-01T09:00:00.000Z', agency, staff: token(staff), role: 'agency_rep', purpose: 'marac_risk_management', reason_length: '60' })

const blocked = blockOf(token('reader'))

const queue = (policy: string, title: string, expected: number, role: string, purpose: string, seeds: readonly EventSeed[], agency = 'fixture-marac'): Probe =>
  ({ policy, title, expected, look: (release) => decideReviews(release, inputOf(requestOf(role, purpose, { agency }), seeds)).events.length })

/** What is in the queue of those who review emergency access. */
export const REVIEW_PROBES: readonly Probe[] = [
  queue('review.chair', 'a chair reviews what an agency of the area opened', 1, 'marac_chair', 'marac_risk_management', [openedBy('other')]),
  queue('review.chair', 'the chair of the meeting reviews what another area\'s agency opened', 1, 'marac_chair', 'marac_risk_management',
    [openedBy('other', 'fixture-housing'), linked(token('reader'), 'listed')]),
  queue('review.data-protection-officer', 'a data protection officer does', 1, 'dpo', 'audit', [openedBy('other')], 'fixture-operator'),
  queue('review.barred', 'nobody reviews their own', 0, 'marac_chair', 'marac_risk_management', [openedBy('reader')]),
  queue('review.barred', 'nobody who is blocked from the case reviews it', 0, 'marac_chair', 'marac_risk_management', [openedBy('other'), blocked]),
]
