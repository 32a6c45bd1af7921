/** Headings by the code of one detail. */
export interface CodeTitles {
  readonly field: string
  readonly titles: Readonly<Record<string, string>>
}

/** Headings with him as the subject, in active voice (users-and-security B7). A type or code without a row has its type's own title. */
export const TITLES: Readonly<Record<string, string | CodeTitles>> = {
  'behaviour.incident-recorded': 'He used abuse',
  'behaviour.pattern-observed': 'He used a pattern of abuse',
  'behaviour.child-impact-recorded': 'He affected a child by his actions',
  'bail.breached': 'He broke his bail conditions',
  'order.breached': 'He broke an order',
  'justice.arrest-recorded': { field: 'mode', titles: { arrested: 'Police arrested him', voluntary_attendance: 'Police interviewed him' } },
  'justice.court-outcome-recorded': { field: 'outcome', titles: {
    convicted_plea: 'He was convicted: he pleaded guilty', convicted_trial: 'He was convicted after a trial',
    sentence_community: 'He got a community order', sentence_suspended: 'He got a suspended sentence', sentence_custody: 'He was sentenced to custody',
    sentence_fine_discharge: 'He got a fine or discharge',
  } },
  'justice.custody-status-changed': { field: 'status', titles: {
    remanded: 'He was remanded in custody', sentenced: 'He began his sentence in prison', released_licence: 'He was released on licence',
    released_end_sentence: 'He was released at the end of his sentence', released_hdc: 'He was released on home detention curfew', recalled: 'He was recalled to prison',
  } },
  'monitoring.alert-raised': { field: 'alert', titles: {
    zone_entry: 'He entered an exclusion zone', curfew_absence: 'He was absent during his curfew', strap_tamper: 'He set off a tamper alert on his tag',
    alcohol_detected: 'He had alcohol detected by his tag',
  } },
  'engagement.routine-enquiry-made': 'He was asked about his own behaviour',
  'engagement.expectation-set': 'He was told what he must do',
  'engagement.expectation-answered': { field: 'answer', titles: {
    met: 'He did what was asked of him', part_met: 'He did part of what was asked of him', not_met: 'He did not do what was asked of him',
    breached: 'He broke what was required of him', challenged: 'He challenged what was asked of him',
  } },
  'oocr.compliance-recorded': { field: 'compliance', titles: {
    met: 'He kept the conditions set', part_met: 'He kept part of the conditions set', not_met: 'He did not keep the conditions set', breached: 'He broke the conditions set',
  } },
  'programme.session-recorded': { field: 'attendance', titles: {
    attended: 'He attended a programme session', late_refused_entry: 'He came late to a programme session and was refused entry',
    absent_accepted: 'He missed a programme session, with a reason', absent: 'He missed a programme session', removed: 'He was removed from a programme session',
  } },
  'programme.status-changed': { field: 'status', titles: {
    referred: 'He was referred to a programme', assessed_suitable: 'He was assessed as suitable for a programme', declined_by_subject: 'He declined a programme',
    waiting: 'He was waiting for a programme', started: 'He started a programme', completed: 'He completed a programme',
    declined_no_provision: 'He was offered no programme: there was no place', ended_non_attendance: 'He stopped attending a programme', ended_further_abuse: 'He was removed from a programme for further abuse',
  } },
}
