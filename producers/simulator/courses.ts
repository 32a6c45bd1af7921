import { times, type Course, type Step } from './course.ts'

const step = (type: string, after = 0, more: Omit<Step, 'type' | 'after'> = {}): Step => ({ type, after, ...more })

const OTHERS = ['childrens_social_care', 'housing_la', 'housing_rp', 'health_gp', 'substance_misuse', 'education', 'probation'] as const

const views = (type: string) => ({
  details: ({ last, first }: Parameters<NonNullable<Step['details']>>[0]) => ({ views_event: last(type) ?? first }),
})

/** A call to the police, and what comes of it: the bulk of what is published. */
const police: Course = {
  name: 'police',
  steps: [
    step('behaviour.incident-recorded', 0, { by: ['police'] }),
    step('risk.assessment-completed', 0, { by: ['police'] }),
    step('family.encompass-notified', 0, { chance: 0.4, harmed: 'both' }),
    step('justice.arrest-recorded', 0, { chance: 0.27 }),
    step('bail.victim-views-sought', 1, { chance: 0.13 }),
    step('justice.charging-decision-made', 2, { chance: 0.27, by: ['police'] }),
    step('justice.court-outcome-recorded', 60, { chance: 0.04 }),
  ],
}
/** Arrest with bail, and its breach. */
const bail: Course = {
  name: 'bail',
  steps: [
    step('behaviour.incident-recorded', 0, { by: ['police'] }),
    step('justice.arrest-recorded'),
    step('bail.victim-views-sought', 1),
    step('bail.decided', 0, { by: ['police'], ...views('bail.victim-views-sought') }),
    step('bail.breached', 12, { chance: 0.3 }),
    step('order.made', 30, { by: ['police', 'criminal_court'] }),
    step('order.status-changed', 2, { by: ['police'] }),
    step('order.breached', 20, { chance: 0.4, by: ['police'] }),
    step('behaviour.counter-allegation-assessed', 2, {
      chance: 0.15,
      by: ['police'],
      details: ({ first }) => ({ linked_events: [first] }),
    }),
  ],
}
/** A case at MARAC: referral, listing, returns, hearing, actions and what became of them. */
const marac: Course = {
  name: 'marac',
  steps: [
    step('behaviour.incident-recorded', 0, { by: ['police'] }),
    step('risk.assessment-completed', 0, { by: ['police'] }),
    step('case.opened', 1, { by: ['marac_coordination'] }),
    step('consent.recorded', 1, { by: ['idva_service'] }),
    step('marac.referral-made', 1, { by: ['police'], details: () => ({ consent_status: 'agreed' }) }),
    step('marac.case-listed', 2, { by: ['marac_coordination'] }),
    ...OTHERS.map((type) => step('marac.research-returned', 0, { by: [type] })),
    step('marac.case-heard', 12, { by: ['marac_coordination'] }),
    ...times(3, step('marac.action-agreed', 0, { by: ['marac_coordination'] })),
    ...times(3, step('marac.action-updated', 6, { by: ['marac_coordination'] })),
    step('marac.case-transferred', 20, { chance: 0.05 }),
    step('risk.level-changed', 5, { chance: 0.5, by: ['idva_service'] }),
    step('matac.subject-reviewed', 9, { chance: 0.15 }),
    step('risk.rfg-scored', 2, { chance: 0.3 }),
    step('case.access-blocked', 1, { chance: 0.02, by: ['marac_coordination'] }),
    step('register.entry-changed', 3, { chance: 0.05, by: ['police'] }),
    step('register.entry-reviewed', 90, { chance: 0.05, by: ['police'] }),
    step('case.closed', 120, { chance: 0.4, by: ['marac_coordination'] }),
  ],
}
/** Her voice, support and wishes. */
const voice: Course = {
  name: 'voice',
  steps: [
    step('voice.support-status-changed', 0, { by: ['idva_service'] }),
    step('consent.recorded', 1, { by: ['idva_service'] }),
    step('voice.views-recorded', 3, { by: ['idva_service'] }),
    step('voice.contact-safety-set', 1, { chance: 0.5, by: ['idva_service'] }),
    step('voice.protective-effort-recorded', 10, { by: ['idva_service'] }),
    step('voice.safety-concern-raised', 6, { chance: 0.4, by: ['idva_service'] }),
    step('consent.override-recorded', 1, { chance: 0.1 }),
    step('behaviour.child-impact-recorded', 4, { chance: 0.4, harmed: 'both' }),
  ],
}
/** The disclosure scheme. */
const dvds: Course = {
  name: 'dvds',
  steps: [step('dvds.application-received', 0), step('dvds.decision-made', 10), step('dvds.disclosure-made', 5)],
}
/** Other agencies around him. */
const others: Course = {
  name: 'others',
  steps: [
    step('behaviour.pattern-observed', 0, { by: OTHERS }),
    step('engagement.enquiry-exchanged', 3, { by: ['childrens_social_care', 'probation'] }),
    step('engagement.contact-recorded', 4, { by: OTHERS }),
    step('engagement.routine-enquiry-made', 5),
    step('engagement.expectation-set', 2),
    step('engagement.expectation-answered', 20),
    step('health.concern-recorded', 3, { chance: 0.5 }),
    step('voice.views-recorded', 2, { by: ['idva_service'] }),
    step('housing.action-taken', 2, { chance: 0.5, ...views('voice.views-recorded') }),
    step('substance.treatment-updated', 8, { chance: 0.3 }),
    step('family.social-care-decided', 6, { chance: 0.4, harmed: 'both' }),
    step('family.proceedings-updated', 10, { chance: 0.2 }),
    step('family.fdac-review-held', 15, { chance: 0.1 }),
    step('rights.request-updated', 9, { chance: 0.1 }),
  ],
}
/** Out-of-court resolution and programmes. */
const programme: Course = {
  name: 'programme',
  steps: [
    step('oocr.victim-views-sought', 0),
    step('oocr.considered', 1),
    step('oocr.issued', 2, views('oocr.victim-views-sought')),
    step('programme.referral-made', 5),
    step('programme.status-changed', 6),
    ...times(6, step('programme.session-recorded', 7)),
    step('programme.partner-support-linked', 1, { chance: 0.6 }),
    step('programme.plan-action-recorded', 3, { chance: 0.5 }),
    step('oocr.compliance-recorded', 10),
    step('outcome.measured', 20, { chance: 0.4 }),
    step('outcome.extract-released', 30, { chance: 0.02 }),
  ],
}
/** Probation, prison and the tag. */
const managed: Course = {
  name: 'managed',
  steps: [
    step('justice.court-outcome-recorded', 0),
    step('justice.custody-status-changed', 30),
    step('mappa.level-set', 3, { chance: 0.4 }),
    ...times(4, step('engagement.contact-recorded', 7, { by: ['probation'] })),
    step('monitoring.status-changed', 1),
    ...times(8, step('monitoring.alert-raised', 3)),
    step('monitoring.polygraph-completed', 20, { chance: 0.1 }),
    step('justice.custody-status-changed', 5, { chance: 0.2, by: ['probation'] }),
  ],
}

/**
 * Courses with how many cases of a thousand take each: national figures of a year (domain, F) divided by the events that a course has.
 * What is said of records, rights and cases comes on top (see simulation.ts).
 */
export const COURSES: readonly { readonly course: Course; readonly weight: number }[] = [
  { course: police, weight: 600 },
  { course: bail, weight: 60 },
  { course: marac, weight: 110 },
  { course: voice, weight: 90 },
  { course: dvds, weight: 35 },
  { course: others, weight: 230 },
  { course: programme, weight: 20 },
  { course: managed, weight: 60 },
]
