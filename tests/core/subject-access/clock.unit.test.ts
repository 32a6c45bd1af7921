import { expect, it } from '@jest/globals'
import { dueOf, PENDING } from '../../../core/subject-access/clock.ts'

it('is due on the same day of the next month, or its last', () => {
  expect(dueOf({ received: '2026-03-03' })).toEqual({ on: '2026-04-03' })
  expect(dueOf({ received: '2027-01-31' })).toEqual({ on: '2027-03-01' })
  expect(dueOf({ received: '2026-12-15' })).toEqual({ on: '2027-01-15' })
})

it('is due on Monday where that is a day of a weekend', () => {
  expect(dueOf({ received: '2026-01-31' })).toEqual({ on: '2026-03-02' })
  expect(dueOf({ received: '2026-04-10' })).toEqual({ on: '2026-05-11' })
})

it('begins when who asks is known, and stands until then', () => {
  expect(dueOf({ received: '2026-03-03', identity: PENDING })).toEqual({ stopped: 'identity' })
  expect(dueOf({ received: '2026-03-03', identity: '2026-03-10' })).toEqual({ on: '2026-04-10' })
  expect(dueOf({ received: '2026-03-03', identity: '2026-03-01' })).toEqual({ on: '2026-04-03' })
})

it('stands while a clarification is waited for, and is later by every day of it', () => {
  const received = '2026-03-03'
  expect(dueOf({ received, pauses: [{ from: '2026-03-05' }] })).toEqual({ stopped: 'clarification' })
  expect(dueOf({ received, pauses: [{ from: '2026-03-05', until: '2026-03-12' }] })).toEqual({ on: '2026-04-10' })
  expect(dueOf({ received, identity: '2026-03-10', pauses: [{ from: '2026-03-05', until: '2026-03-13' }] })).toEqual({ on: '2026-04-13' })
})

it('has three months where it was extended, over the change of the clocks too', () => {
  expect(dueOf({ received: '2026-03-03', extended: true })).toEqual({ on: '2026-06-03' })
  expect(dueOf({ received: '2026-11-30', extended: true })).toEqual({ on: '2027-03-01' })
})
