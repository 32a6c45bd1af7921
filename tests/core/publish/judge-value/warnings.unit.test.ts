import { describe, expect, it } from '@jest/globals'
import { createValueJudge } from '../../../../core/publish/judge-value.ts'
import { demoEvents } from '../../../schemas/codec/demo.ts'
import { catalogue, found, LATER, typeOf, type Change } from '../published.ts'

const details = (change: Readonly<Record<string, unknown>>): Change => ({ details: change })

describe('the warnings of the event alone', () => {
  it.each<[string, string, Change, string[]]>([
    ['words that hide whose pattern it is', 'LINNET-21', details({ facts: 'Crew noted a volatile relationship.' }), ['W01:L07 facts']],
    [
      'each field that a rule speaks to, once',
      'LINNET-21',
      details({ facts: 'An argument. Another argument. She was punched.', opinion: 'A row.' }),
      ['W01:L08 facts', 'W01:L15 facts', 'W01:L08 opinion'],
    ],
    ['a tag without a programme', 'KESTREL-20', {}, ['W02 wraparound_programme']],
    [
      'a tag without anything beside it',
      'KESTREL-20',
      details({ wraparound_support: 'not_considered' }),
      ['W02 wraparound_programme', 'W02 wraparound_support'],
    ],
    ['a school that was told too late', 'KESTREL-02', details({ before_next_school_day: false }), ['W03 before_next_school_day']],
    ['one worker for both', 'FIX-04', details({ separate_worker_confirmed: false }), ['W04 separate_worker_confirmed']],
    ['a meeting without an action on him', 'KESTREL-14', details({ perpetrator_actions_count: 0 }), ['W05 perpetrator_actions_count']],
    ['an expectation for no day', 'LINNET-25', details({ due: null }), ['W06 due']],
    ['a meeting that heard nothing from her', 'LINNET-22', {}, ['W08 harmed_views_presented']],
  ])('tell of %s', (_, name, change, expected) => {
    expect(found(name, change)).toEqual(expected)
  })

  it.each<[string, string, Change]>([
    ['a tag that is off', 'KESTREL-20', details({ status: 'ended' })],
    ['a tag with both beside it', 'KESTREL-20', details({ wraparound_programme: 'in_place' })],
    ['what is quoted as he said it', 'LINNET-11', details({ own_words: 'She provoked me. It was an argument.' })],
    ['what is quoted in a text', 'LINNET-21', details({ facts: 'He said "she provoked me, it was an argument" to the crew.' })],
  ])('say nothing of %s', (_, name, change) => {
    expect(found(name, change)).toEqual([])
  })

  it('are the three that the chronologies are to have, and no event of the demo is refused or held', () => {
    const judge = createValueJudge(catalogue)
    const noted = demoEvents().flatMap((event) => {
      const judged = judge(event, (agency) => ({ agency, type: typeOf(agency) }), LATER)
      const ref = String(event.data.agency_record_ref)
      return judged.status === 'rejected' ? [`${ref} refused`] : [...judged.held, ...judged.warnings].map(({ code }) => `${ref} ${code}`)
    })
    expect(noted).toEqual(['KESTREL-20 W02', 'KESTREL-21 W09', 'LINNET-22 W08'])
  })
})
