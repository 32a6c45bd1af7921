import { describe, expect, it } from '@jest/globals'
import { contactIn } from '../../../core/pattern/engaged.ts'
import { item } from './items.ts'

describe('what an event says of agencies and him', () => {
  it.each([
    ['behaviour.incident-recorded', { police_response: 'words_of_advice' }, 'engaged'],
    ['behaviour.incident-recorded', { police_response: 'not_located' }, 'neither'],
    ['behaviour.pattern-observed', {}, 'neither'],
    ['engagement.routine-enquiry-made', { result: 'partial_disclosure' }, 'engaged'],
    ['engagement.routine-enquiry-made', { result: 'not_safe_to_ask' }, 'neither'],
    ['engagement.contact-recorded', { mode: 'phone', engagement: 'engaged' }, 'engaged'],
    ['engagement.contact-recorded', { mode: 'home_visit', engagement: 'hostile' }, 'seen'],
    ['engagement.contact-recorded', { mode: 'home_visit' }, 'seen'],
    ['engagement.contact-recorded', { mode: 'letter' }, 'neither'],
    ['engagement.contact-recorded', { mode: 'no_contact_made', engagement: 'not_reached' }, 'neither'],
    ['engagement.expectation-answered', { answer: 'not_met' }, 'engaged'],
    ['engagement.expectation-answered', { answer: 'not_checked' }, 'neither'],
    ['programme.session-recorded', { attendance: 'attended' }, 'engaged'],
    ['programme.session-recorded', { attendance: 'removed' }, 'seen'],
    ['programme.session-recorded', { attendance: 'absent' }, 'neither'],
    ['programme.status-changed', { status: 'declined_no_provision' }, 'neither'],
    ['programme.status-changed', { status: 'started' }, 'engaged'],
    ['programme.referral-made', {}, 'neither'],
    ['bail.breached', { response: 'arrested' }, 'engaged'],
    ['bail.breached', { response: 'under_enquiry' }, 'neither'],
    ['monitoring.alert-raised', { response: 'recall_started' }, 'engaged'],
    ['justice.custody-status-changed', {}, 'engaged'],
    ['risk.assessment-completed', { tool: 'DASH' }, 'neither'],
    ['risk.assessment-completed', { tool: 'SARA' }, 'engaged'],
    ['family.social-care-decided', { subject_seen: false }, 'neither'],
    ['family.proceedings-updated', {}, 'neither'],
    ['marac.case-heard', {}, 'neither'],
    ['matac.subject-reviewed', {}, 'neither'],
    ['health.concern-recorded', { concern: 'disclosed_abusing' }, 'neither'],
    ['voice.views-recorded', {}, 'neither'],
    ['programme.status-changed', {}, 'neither'],
  ] as const)('%s %j: %s', (type, details, contact) => {
    expect(contactIn(item(type, '2025-01-01', details))).toBe(contact)
  })

  it('is that he was seen, where who published it saw him and did nothing that is shown', () => {
    expect(contactIn(item('behaviour.pattern-observed', '2025-01-01', {}, { basis: 'observed' }))).toBe('seen')
    expect(contactIn(item('behaviour.incident-recorded', '2025-01-01', { police_response: 'arrested' }, { basis: 'observed' }))).toBe(
      'engaged',
    )
  })
})
