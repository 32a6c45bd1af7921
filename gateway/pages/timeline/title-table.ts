/** Headings by the code of one detail. */
export interface CodeTitles {
  readonly field: string
  readonly titles: Readonly<Record<string, string>>
}

/** Headings with him as the subject or object, in active voice (users-and-security B7). A type or code without a row has its type's own title. */
export const TITLES: Readonly<Record<string, string | CodeTitles>> = {
  'record.corrected': 'The agency corrected an earlier event',
  'record.retracted': 'The agency withdrew an earlier event',
  'record.contested': 'Somebody contests an earlier event',
  'record.erased': 'The content of an earlier event was erased',
  'risk.assessment-completed': 'An agency assessed the risk he poses',
  'risk.level-changed': 'An agency changed his risk level',
  'risk.rfg-scored': 'Police scored recency, frequency and gravity of his abuse',
  'bail.decided': { field: 'decision', titles: { granted_conditional: 'Police released him on bail with conditions' } },
  'bail.victim-views-sought': 'Views on his bail conditions were asked for',
  'order.made': 'A court or the police made an order against him',
  'order.status-changed': 'An order against him changed',
  'justice.charging-decision-made': 'A charging decision was made about him',
  'monitoring.status-changed': { field: 'status', titles: { ordered: 'He was ordered to wear a tag', fitted: 'He was fitted with a tag', ended: 'His tag ended', not_fitted: 'His tag could not be fitted', removed_without_authority: 'He removed his tag' } },
  'monitoring.polygraph-completed': 'He took a polygraph examination',
  'oocr.considered': 'Police considered an out-of-court resolution for him',
  'oocr.issued': { field: 'issued', titles: { true: 'Police gave him an out-of-court resolution' } },
  'oocr.victim-views-sought': 'Views on an out-of-court resolution were asked for',
  'programme.referral-made': 'He was referred to an intervention',
  'engagement.contact-recorded': 'An agency contacted him, or tried to',
  'marac.referral-made': 'An agency referred the case to MARAC',
  'marac.case-listed': 'The case was listed for a MARAC meeting',
  'marac.research-returned': 'An agency returned its research on him',
  'marac.case-heard': 'A MARAC meeting discussed what he did',
  'marac.action-agreed': 'A MARAC action was agreed',
  'marac.action-updated': 'A MARAC action moved on',
  'matac.subject-reviewed': 'A MATAC meeting reviewed him',
  'dvds.application-received': 'Somebody asked, or police considered telling, about his past',
  'dvds.decision-made': 'A decision was made about disclosing his past',
  'dvds.disclosure-made': 'His past was disclosed to somebody at risk',
  'family.encompass-notified': 'A school was told that a child was affected by his abuse',
  'family.social-care-decided': 'Social care made a decision about what he does',
  'consent.recorded': 'Wishes about sharing were recorded',
  'consent.override-recorded': 'A decision was made to share without agreement',
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
    in_custody: 'He was in custody', in_the_community: 'He was in the community',
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
