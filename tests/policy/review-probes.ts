import { BREAK_GLASS_REVIEWED } from '../../core/case/step-up-events.ts'
import { BREAK_GLASS_OPENED } from '../../core/case/step-up.ts'
import { decideReviewed, decideReviews, reviewsToClose } from '../../policy/decide/break-glass-reviews.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { blockOf, inputOf, linked, requestOf, systemEvent, token, type EventSeed } from './case-builder.ts'
import type { Probe } from './probe.ts'

/** Somebody opened emergency access for an agency. */
const openedBy = (staff: string, agency = 'fixture-police'): EventSeed =>
  systemEvent(BREAK_GLASS_OPENED, {
    opened_at: '2026-06-01T09:00:00.000Z',
    agency,
    staff: token(staff),
    role: 'agency_rep',
    purpose: 'marac_risk_management',
    reason_length: '60',
  })

const blocked = blockOf(token('reader'))

const queue = (
  policy: string,
  title: string,
  expected: number,
  role: string,
  purpose: string,
  seeds: readonly EventSeed[],
  agency = 'fixture-marac',
): Probe => ({
  policy,
  title,
  expected,
  look: (release) => decideReviews(release, inputOf(requestOf(role, purpose, { agency: agencyNamed(agency) }), seeds)).events.length,
})

const looks =
  (look: (release: Parameters<Probe['look']>[0], input: ReturnType<typeof inputOf>) => number) =>
  (
    policy: string,
    title: string,
    expected: number,
    role: string,
    purpose: string,
    seeds: readonly EventSeed[],
    agency = 'fixture-marac',
  ): Probe => ({
    policy,
    title,
    expected,
    look: (release) => look(release, inputOf(requestOf(role, purpose, { agency: agencyNamed(agency) }), seeds)),
  })
const closes = looks((release, input) => reviewsToClose(release, input).size)
const history = looks((release, input) => decideReviewed(release, input).events.length)

/** What was opened, and reviewed. */
const REVIEWED: readonly EventSeed[] = [
  openedBy('other'),
  systemEvent(BREAK_GLASS_REVIEWED, {
    target_event: 'event-1',
    at: '2026-06-01T10:00:00.000Z',
    agency: 'fixture-marac',
    reviewer: token('chair'),
    role: 'marac_chair',
    outcome: 'justified',
  }),
]

/** What is in the queue of those who review emergency access. */
export const REVIEW_PROBES: readonly Probe[] = [
  queue('review.chair', 'a chair reviews what an agency of the area opened', 1, 'marac_chair', 'marac_risk_management', [
    openedBy('other'),
  ]),
  queue('review.chair', "the chair of the meeting reviews what another area's agency opened", 1, 'marac_chair', 'marac_risk_management', [
    openedBy('other', 'fixture-housing'),
    linked(token('reader'), 'listed'),
  ]),
  queue('review.data-protection-officer', 'a data protection officer does', 1, 'dpo', 'audit', [openedBy('other')], 'fixture-operator'),
  queue('review.barred', 'nobody reviews their own', 0, 'marac_chair', 'marac_risk_management', [openedBy('reader')]),
  queue('review.barred', 'nobody who is blocked from the case reviews it', 0, 'marac_chair', 'marac_risk_management', [
    openedBy('other'),
    blocked,
  ]),
  closes('review.chair', 'the chair of the area closes the review', 1, 'marac_chair', 'marac_risk_management', [openedBy('other')]),
  closes('review.own-agency', "the chair of the opener's own agency closes no review", 0, 'marac_chair', 'marac_risk_management', [
    openedBy('other', 'fixture-marac'),
    linked(token('reader'), 'listed'),
  ]),
  queue('review.chair', "the chair of the opener's own agency is told of it", 1, 'marac_chair', 'marac_risk_management', [
    openedBy('other', 'fixture-marac'),
  ]),
  closes('review.own-agency', 'nor does its data protection officer', 0, 'dpo', 'audit', [openedBy('other')], 'fixture-police'),
  closes(
    'review.data-protection-officer',
    'a data protection officer of another agency closes it',
    1,
    'dpo',
    'audit',
    [openedBy('other', 'fixture-marac')],
    'fixture-operator',
  ),
  history('review.auditor', 'an auditor sees a closed review with its opening', 2, 'auditor', 'audit', REVIEWED, 'fixture-operator'),
  history('review.chair', 'so does the chair of the area', 2, 'marac_chair', 'marac_risk_management', REVIEWED),
  history('review.barred', 'who opened it does not', 0, 'marac_chair', 'marac_risk_management', [openedBy('reader'), ...REVIEWED.slice(1)]),
]
