import { describe, expect, it } from '@jest/globals'
import { createValueJudge } from '../../../../core/publish/judge-value.ts'
import { catalogue, changed, everyType, found, LATER, typeOf, type Change } from '../published.ts'

const CONDITIONS = ['no_contact_children']
const details = (change: Readonly<Record<string, unknown>>): Change => ({ details: change })
const NOBODY: Change = { data: { harmed: [] } }

describe('the publish rules of the event alone', () => {
  it.each<[string, string, Change, string[]]>([
    ['an incident that harmed nobody', 'KESTREL-01', NOBODY, ['G07 /data/harmed']],
    ['a safety concern about nobody', 'voice.safety-concern-raised', NOBODY, ['G07 /data/harmed']],
    ['views on bail of nobody', 'KESTREL-07', NOBODY, ['G07 /data/harmed']],
    ['a disclosure to nobody', 'KESTREL-24', NOBODY, ['G07 /data/harmed']],
    ["'eligible' at medium risk", 'LINNET-04', details({ risk_level: 'medium' }), ['G13 risk_level']],
    [
      "'eligible' with nothing that makes it so",
      'LINNET-04',
      details({ risk_level: 'high', admission: false, ccb_checked: false, multi_agency_flag_checked: false }),
      ['G13 risk_level', 'G13 admission', 'G13 ccb_checked', 'G13 multi_agency_flag_checked'],
    ],
    ['bail with conditions and no views', 'KESTREL-08', details({ views_event: null }), ['G14 views_event']],
    [
      'bail that is called conditional, and lists no condition',
      'KESTREL-08',
      details({ views_event: null, conditions: null }),
      ['G14 views_event'],
    ],
    [
      'bail with conditions under another name',
      'KESTREL-08',
      details({ views_event: null, decision: 'extended_court', conditions: CONDITIONS }),
      ['G14 views_event'],
    ],
    ['an entry of a national register', 'FIX-11', details({ register_kind: 'national_da_register' }), ['G17 register_kind']],
    ['a review of a national register', 'FIX-12', details({ register_kind: 'national_da_register' }), ['G17 register_kind']],
    ['an entry by one agency', 'FIX-11', details({ agencies_contributing: ['police', 'police'] }), ['G17 agencies_contributing']],
    ['an entry that adds nothing to the disclosure scheme', 'FIX-11', details({ beyond_dvds_benefit: 'n/a' }), ['G17 beyond_dvds_benefit']],
    ['a review by one agency', 'FIX-12', details({ agencies_contributing: ['police'] }), ['G18 agencies_contributing']],
    ['housing action with neither views nor exception', 'FIX-07', details({ exception_reason: null }), ['G19 views_event']],
    ['housing action with an exception of spaces', 'FIX-07', details({ exception_reason: '  ' }), ['G19 views_event']],
    [
      'a social-care decision that says next to nothing of the subject',
      'LINNET-24',
      details({ reason_in_terms_of_subject: 'He is a risk.      ' }),
      ['G20 reason_in_terms_of_subject'],
    ],
    [
      'an override that one person decided and approved',
      'LINNET-18',
      details({ approver: ' named MIDWIFE for  safeguarding' }),
      ['G22 approver'],
    ],
    ['an override for a year and a day', 'LINNET-18', details({ expires_on: '2025-08-21' }), ['G22 expires_on']],
    ['an override that ends before it begins', 'LINNET-18', details({ expires_on: '2024-08-19' }), ['G22 expires_on']],
    [
      'an override without reasons',
      'LINNET-18',
      details({ necessity: 'High risk', proportionality: 'Yes' }),
      ['G22 necessity', 'G22 proportionality'],
    ],
    ['safe-contact details for 93 days', 'KESTREL-10', details({ valid_until: '2024-08-22' }), ['G23 valid_until']],
    ['a disclosure by letter', 'KESTREL-24', details({ in_person: false }), ['G25 in_person']],
    [
      'minutes that have not passed the language check',
      'KESTREL-14',
      details({ language_check_passed: false }),
      ['G29 language_check_passed'],
    ],
    ['a flag for a year and a day', 'KESTREL-14', details({ flag_until: '2025-06-06' }), ['G29 flag_until']],
    ['a level that changes from high to high', 'LINNET-17', details({ from_level: 'high' }), ['G31 to_level']],
    ['an order that protects nobody', 'KESTREL-18', details({ protects: [] }), ['G33 protects']],
    ["an outcome 'from her' with nobody named", 'LINNET-30', NOBODY, ['G35 /data/harmed']],
    [
      "a health concern in the harmed person's record",
      'health.concern-recorded',
      details({ harmed_record_separated: false }),
      ['G37 harmed_record_separated'],
    ],
    ["a block that is shown as 'blocked'", 'FIX-19', details({ shown_to_user_as: 'blocked' }), ['G40 shown_to_user_as']],
    ['a caution on views that were never asked for', 'LINNET-05', details({ views_event: null }), ['G03 views_event']],
    ['blame', 'LINNET-21', details({ facts: 'She failed to protect the children.' }), ['G21:L01 facts']],
    [
      'everything that is wrong at once',
      'KESTREL-14',
      { by: 'police', details: { language_check_passed: false, flag_until: '2027-05-20', risks_agreed: 'Both as bad as each other.' } },
      ['G02 /type', 'G21:L06 risks_agreed', 'G29 language_check_passed', 'G29 flag_until'],
    ],
  ])('refuse %s, naming the field', (_, name, change, expected) => {
    expect(found(name, change)).toEqual(expected)
  })

  it.each<[string, string, Change]>([
    ['a result that is not eligible, whatever the risk', 'LINNET-04', details({ risk_level: 'high', result_reason: 'not_eligible_risk' })],
    [
      'bail without conditions, and no views',
      'KESTREL-08',
      details({ decision: 'granted_unconditional', conditions: [], views_event: null }),
    ],
    [
      'a proposal by one agency',
      'FIX-11',
      details({ op: 'proposed', agencies_contributing: ['police'], beyond_dvds_benefit: 'Not known yet' }),
    ],
    [
      'housing action with her views and no exception',
      'FIX-07',
      details({ exception_reason: null, views_event: '2509d9a7-98ec-5bd2-9184-a5f2311f0571' }),
    ],
    ['an override for twelve months', 'LINNET-18', details({ expires_on: '2025-08-20' })],
    ['safe-contact details for 92 days', 'KESTREL-10', details({ valid_until: '2024-08-21' })],
    ['a flag for twelve months', 'KESTREL-14', details({ flag_until: '2025-06-05' })],
    ['a review that left the level as it was', 'LINNET-17', details({ from_level: 'high', reasons: ['review_no_change'] })],
    ["an outcome from the subject's own report, with nobody harmed named", 'LINNET-30', { ...NOBODY, details: { source: 'subject' } }],
    ['compliance with a resolution, with nobody harmed named', 'LINNET-08', NOBODY],
  ])('let through %s', (_, name, change) => {
    expect(found(name, change)).toEqual([])
  })

  it('let entries of a national register through where it is switched on', () => {
    const event = changed('FIX-11', details({ register_kind: 'national_da_register' }))
    const on = createValueJudge(catalogue, { nationalRegister: true })
    expect(on(event, (agency) => ({ agency, type: typeOf(agency) }), LATER).status).toBe('accepted')
  })

  it('accept an event of every type', () => {
    const judge = createValueJudge(catalogue)
    const refused = everyType.flatMap((event) => {
      const judged = judge(event, (agency) => ({ agency, type: typeOf(agency) }), LATER)
      return judged.status === 'rejected' ? [[event.type, judged.errors]] : []
    })
    expect(refused).toEqual([])
    expect(new Set(everyType.map(({ type }) => type)).size).toBe(catalogue.types.size)
  })
})
