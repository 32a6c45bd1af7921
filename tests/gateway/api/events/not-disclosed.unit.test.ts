import { describe, expect, it } from '@jest/globals'
import { notDisclosedWords } from '../../../../gateway/api/events/not-disclosed.ts'

const agencies = new Map([
  ['north-police', { name: 'North Police', type: 'police', areas: ['North', 'West'], oversight: false }],
  [
    'north-marac',
    { name: 'North MARAC', type: 'marac_coordination', areas: ['North'], oversight: false, contact: '01632 960001, day and night' },
  ],
  ['west-marac', { name: 'West MARAC', type: 'marac_coordination', areas: ['West'], oversight: false }],
  ['south-marac', { name: 'South MARAC', type: 'marac_coordination', areas: ['South'], oversight: false, contact: '01632 960002' }],
])

describe('what is said where it is not told whether an event is in force', () => {
  it('names whom to ring where the sender works, and nobody else', () => {
    const words = notDisclosedWords(agencies, 'north-police')
    expect(words).toContain('It takes effect if your agency has standing in the case')
    expect(words).toContain('ring the coordinator: North MARAC, 01632 960001, day and night.')
    expect(words).not.toMatch(/South|West MARAC/)
  })

  it('names the coordinator of the area where no contact is on record', () => {
    expect(notDisclosedWords(new Map(), 'north-police')).toMatch(/ring the coordinator of the MARAC of your area\.$/)
  })
})
