import { basisOf } from './counted.ts'
import { flagIn, textIn, type PatternItem } from './item.ts'

/** What an event says of agencies and him: that one engaged him, that he was seen and not engaged, or neither. */
export type Contact = 'engaged' | 'seen' | 'neither'

const engagedIf =
  (field: string, ...codes: readonly string[]) =>
  (item: PatternItem): Contact =>
    codes.includes(textIn(item, field) ?? '') ? 'engaged' : 'neither'

const engagedUnless =
  (field: string, ...codes: readonly string[]) =>
  (item: PatternItem): Contact => {
    const code = textIn(item, field)
    return code === undefined || codes.includes(code) ? 'neither' : 'engaged'
  }

const always = (): Contact => 'engaged'

const RESPONSES = ['arrested', 'summonsed', 'warned', 'returned_to_court', 'recall_started'] as const

/** What was observed of him by who published it, and with no answer: he was seen, and nobody spoke to him about it. */
const incident = (item: PatternItem): Contact => {
  const met = engagedIf(
    'police_response',
    'words_of_advice',
    'removed_from_scene',
    'arrested',
    'voluntary_attendance',
    'notice_issued',
  )(item)
  return met === 'neither' && basisOf(item) === 'observed' ? 'seen' : met
}

const observed = (item: PatternItem): Contact => (basisOf(item) === 'observed' ? 'seen' : 'neither')

function contact(item: PatternItem): Contact {
  const [mode, engagement] = [textIn(item, 'mode'), textIn(item, 'engagement')]
  if (mode === 'no_contact_made' || engagement === 'did_not_attend' || engagement === 'not_reached') return 'neither'
  if (engagement === 'engaged' || engagement === 'partly') return 'engaged'
  return mode === 'letter' || (mode === undefined && engagement === undefined) ? 'neither' : 'seen'
}

function session(item: PatternItem): Contact {
  const attendance = textIn(item, 'attendance')
  if (attendance === 'attended') return 'engaged'
  return attendance === 'late_refused_entry' || attendance === 'removed' ? 'seen' : 'neither'
}

const planAction = (item: PatternItem): Contact =>
  textIn(item, 'done_on') !== undefined && ['support', 'diversion', 'direct_work'].includes(textIn(item, 'strand') ?? '')
    ? 'engaged'
    : 'neither'

/**
 * Which events engage him: an agency spoke to him about his behaviour, arrested, supervised, assessed, decided, or checked something asked of him (domain model G.1, judgement). A referral, a
 * place that there is not, a letter, and what is done about him without him engage nobody; so does what the reader is not shown. Nothing of health counts.
 */
const CONTACT: Readonly<Record<string, (item: PatternItem) => Contact>> = {
  'behaviour.incident-recorded': incident,
  'behaviour.pattern-observed': observed,
  'engagement.routine-enquiry-made': engagedUnless('result', 'not_safe_to_ask'),
  'engagement.contact-recorded': contact,
  'engagement.expectation-set': always,
  'engagement.expectation-answered': engagedUnless('answer', 'not_checked', 'withdrawn_by_agency'),
  'programme.session-recorded': session,
  'programme.status-changed': engagedUnless('status', 'referred', 'waiting', 'declined_no_provision', 'declined_by_subject', 'transferred'),
  'programme.plan-action-recorded': planAction,
  'oocr.considered': always,
  'oocr.issued': always,
  'oocr.compliance-recorded': engagedUnless('compliance', 'not_checked', 'withdrawn_by_agency'),
  'bail.decided': always,
  'bail.breached': engagedIf('response', ...RESPONSES),
  'order.made': always,
  'order.status-changed': engagedUnless('status', 'applied', 'expired'),
  'order.breached': engagedIf('response', ...RESPONSES),
  'justice.arrest-recorded': always,
  'justice.charging-decision-made': always,
  'justice.court-outcome-recorded': always,
  'justice.custody-status-changed': always,
  'monitoring.status-changed': engagedUnless('status', 'removed_without_authority'),
  'monitoring.alert-raised': engagedIf('response', ...RESPONSES),
  'monitoring.polygraph-completed': engagedUnless('outcome', 'not_attended'),
  'risk.assessment-completed': engagedIf('tool', 'SARA', 'OASYS_ROSH'),
  'family.social-care-decided': (item) => (flagIn(item, 'subject_seen') === true ? 'engaged' : 'neither'),
  'family.fdac-review-held': always,
  'housing.action-taken': always,
}

/** What one event says of agencies and him. */
export const contactIn = (item: PatternItem): Contact => CONTACT[item.type]?.(item) ?? 'neither'
