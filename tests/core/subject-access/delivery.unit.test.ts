import { expect, it } from '@jest/globals'
import { deliveryWarnings, type ContactSafety } from '../../../core/subject-access/delivery.ts'

const safe: ContactSafety = { sharedDevices: false, validUntil: '2026-06-01', unsafe: 'Landline, and shared email' }
const warned = (delivery: Parameters<typeof deliveryWarnings>[1], contact: ContactSafety | undefined, today = '2026-05-01') =>
  deliveryWarnings('harmed_adult', delivery, contact, today)

it('says nothing of a way that she has not named as unsafe', () => {
  expect(warned('in_person', safe)).toEqual([])
  expect(warned('post', safe)).toEqual([])
})

it('warns of what she named as unsafe, of old words, of shared devices, and of nothing known', () => {
  expect(warned('email', safe)).toEqual([expect.stringContaining('unsafe')])
  expect(warned('phone', safe)).toEqual([expect.stringContaining('unsafe')])
  expect(warned('post', safe, '2026-07-01')).toEqual([expect.stringContaining('2026-06-01')])
  expect(warned('portal', { ...safe, sharedDevices: true })).toEqual([expect.stringContaining('devices')])
  expect(warned('portal', { unsafe: '' })).toEqual([expect.stringContaining('nobody has asked')])
  expect(warned('post', undefined)).toEqual([expect.stringContaining('Nobody has recorded')])
})

it('reminds of the people harmed whenever he asks', () => {
  expect(deliveryWarnings('subject', 'post', safe, '2026-05-01')).toEqual([expect.stringContaining('people harmed')])
})
