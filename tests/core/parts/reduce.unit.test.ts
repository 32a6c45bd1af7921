import { describe, expect, it } from '@jest/globals'
import { reducePart, reducePartBefore, hasReducedForm } from '../../../core/parts/reduce.ts'
import { pseudonymOf } from '../../../core/parts/reduced/people.ts'
import { loadCatalogue } from '../../../schemas/catalogue/load.ts'
import { splitParts } from '../../../core/parts/split.ts'
import { demoEvents, peopleOf } from '../../fixtures/demo-events.ts'
import { schemaFor } from '../../fixtures/case-records.ts'

const { types, codeLists } = loadCatalogue()
const person = '2b8f2f0c-6f0e-4f3e-9f1e-0a3c5f8d7b11'
const reduce = (type: string, sensitivity: string, values: Record<string, unknown>, occurredFrom = '2025-03-01') =>
  reducePart(sensitivity, values, { schema: types.get(type), owner: person, occurredFrom })

describe('the reduced form of each class', () => {
  it('META: dates to the month; codes, booleans and numbers as said; no reference and no text', () => {
    expect(
      reduce('dvds.decision-made', 'META', {
        '/agency_record_ref': 'R-17',
        '/case_refs': ['C-1'],
        '/correlation_id': 'x',
        '/retention_class': 'r5_voice_case',
        '/assertion/confidence': 80,
        '/sharing': { lawful_basis: ['art6_1e'], wishes_ref: 'e1' },
        '/details/dvds_id': 'D-1',
        '/details/decision': 'disclose',
        '/details/decided_on': '2025-02-09',
        '/details/agencies_consulted': ['police'],
        '/details/subject_views_sought': false,
      }),
    ).toEqual({
      '/retention_class': 'r5_voice_case',
      '/assertion/confidence': 80,
      '/sharing': { lawful_basis: ['art6_1e'] },
      '/details/decision': 'disclose',
      '/details/decided_on': '2025-02',
      '/details/agencies_consulted': ['police'],
      '/details/subject_views_sought': false,
    })
    expect(
      reduce('marac.case-heard', 'META', { '/details/heard_on': '2025-02-09T10:00:00+00:00', '/details/conflicts_declared': 1 }),
    ).toEqual({ '/details/heard_on': '2025-02', '/details/conflicts_declared': 1 })
    expect(reduce('bail.decided', 'META', { '/details/authorising_rank': 'Inspector Made Up' })).toEqual({})
  })

  it('PERP_ID: a pseudonym that is the same in every event and says nothing of the name', () => {
    const form = reduce('mappa.level-set', 'PERP_ID', { '/subject': { key: 'KP1', family_name: 'Holt', sex: 'male' } })
    expect(form).toEqual({ '/subject': { pseudonym: pseudonymOf(person) } })
    expect(pseudonymOf(person)).toBe('person-5c01ca37')
  })

  it('PERP_LOC: the district where there is one, else that a whereabouts is held; dates to the month', () => {
    expect(reduce('order.status-changed', 'PERP_LOC', { '/details/notified_address': 'Flat 2, 9 Mill Lane, Norford NF3 4qz' })).toEqual({
      '/details/notified_address': 'NF3',
    })
    expect(reduce('order.status-changed', 'PERP_LOC', { '/details/notified_address': 'with his brother in Norford' })).toEqual({
      '/held/whereabouts': true,
    })
    expect(reduce('marac.research-returned', 'PERP_LOC', { '/details/last_seen_subject': '2025-02-09' })).toEqual({
      '/details/last_seen_subject': '2025-02',
    })
    expect(reduce('monitoring.alert-raised', 'PERP_LOC', { '/details/trail': 'POINT(1 2)' })).toEqual({ '/held/whereabouts': true })
    expect(reduce('marac.case-transferred', 'PERP_LOC', { '/details/subject_area_known': false })).toEqual({})
  })

  it('BEHAV: tactic groups, each once', () => {
    expect(
      reduce('behaviour.incident-recorded', 'BEHAV', {
        '/details/tactics': ['control.isolation', 'control.monitor_time', 'threat.kill'],
        '/details/description': 'He …',
        '/details/strangulation': true,
        '/details/weapon': 'knife',
      }),
    ).toEqual({ '/details/tactics': ['control', 'threat'] })
  })

  it('CRIM: offence group and outcome group', () => {
    expect(
      reduce('justice.charging-decision-made', 'CRIM', {
        '/details/decision': 'nfa_victim_does_not_support',
        '/details/offence_group': 'STALKING_HARASSMENT',
        '/details/reason': 'words',
      }),
    ).toEqual({ '/details/decision': 'no_further_action', '/details/offence_group': 'STALKING_HARASSMENT' })
    expect(
      reduce('justice.court-outcome-recorded', 'CRIM', { '/details/outcome': 'convicted_plea', '/details/requirements': ['curfew'] }),
    ).toEqual({ '/details/outcome': 'convicted' })
    expect(reduce('bail.decided', 'CRIM', { '/details/conditions': ['no_contact'], '/details/applies_until': '2025-05-01' })).toEqual({})
  })

  it('CRIM: a custody status says whether he is in custody, in the community, or that it is not known', () => {
    const kept = new Set(
      (codeLists.get('custody_status')?.codes ?? []).map(({ code }) =>
        JSON.stringify(reduce('justice.custody-status-changed', 'CRIM', { '/details/status': code })),
      ),
    )
    expect([...kept].sort()).toEqual(
      ['in_custody', 'in_the_community', 'not_known'].map((status) => JSON.stringify({ '/details/status': status })),
    )
    expect(
      reduce('justice.custody-status-changed', 'CRIM', { '/details/status': 'recalled', '/details/licence_conditions': ['curfew'] }),
    ).toEqual({ '/details/status': 'in_custody' })
    expect(reduce('justice.custody-status-changed', 'CRIM', { '/details/status': 'recall_considered_not_made' })).toEqual({
      '/details/status': 'in_the_community',
    })
  })

  it('CRIM: the form that a store may have from before has no custody status; other classes have none from before', () => {
    const before = (sensitivity: string) =>
      reducePartBefore(
        sensitivity,
        { '/details/status': 'recalled' },
        { schema: types.get('justice.custody-status-changed'), owner: person, occurredFrom: '2025-03-01' },
      )
    expect([before('CRIM'), before('RISK')]).toEqual([{}, undefined])
  })

  it('CRIM: every charging decision and court outcome has a group', () => {
    for (const [type, field, list] of [
      ['justice.charging-decision-made', 'decision', 'charging_decision'],
      ['justice.court-outcome-recorded', 'outcome', 'court_outcome'],
    ] as const) {
      for (const { code } of codeLists.get(list)?.codes ?? []) expect(reduce(type, 'CRIM', { [`/details/${field}`]: code })).not.toEqual({})
    }
  })

  it('RISK: the level only', () => {
    expect(
      reduce('risk.assessment-completed', 'RISK', {
        '/details/level': 'high',
        '/details/ticks': 17,
        '/details/tool': 'dash',
        '/details/professional_judgement': 'words',
        '/details/informed_by_harmed': true,
      }),
    ).toEqual({ '/details/level': 'high' })
    expect(reduce('voice.safety-concern-raised', 'RISK', { '/details/urgency': 'immediate', '/details/danger_to': ['harmed'] })).toEqual({
      '/details/urgency': 'immediate',
    })
  })

  it('INTEL: nothing, not even that it exists', () => {
    expect(reduce('behaviour.pattern-observed', 'INTEL', { '/details/intel_note': 'words' })).toBeNull()
    expect(hasReducedForm('INTEL')).toBe(false)
  })

  it('SOURCE: the kind of source only', () => {
    expect(
      reduce('behaviour.incident-recorded', 'SOURCE', {
        '/assertion/source_kind': 'neighbour_or_public',
        '/details/reporter_identity': 'a tenant',
      }),
    ).toEqual({ '/assertion/source_kind': 'neighbour_or_public' })
  })

  it('VIC_ID: role and relationship only', () => {
    expect(
      reduce('order.made', 'VIC_ID', {
        '/harmed/0': { key: 'KV1', given_name: 'Leanne', birth_date: '1991-11-02', sex: 'female', role: 'adult', relationship: 'partner' },
        '/details/protects': ['KV1'],
      }),
    ).toEqual({ '/harmed/0': { role: 'adult', relationship: 'partner' } })
    expect(reduce('dvds.disclosure-made', 'VIC_ID', { '/details/recipient_kind': 'third_party_protector' })).toEqual({
      '/details/recipient_kind': 'third_party_protector',
    })
    expect(reduce('dvds.application-received', 'VIC_ID', { '/details/applicant_identity': 'A Person' })).toEqual({})
  })

  it('VIC_VOICE: the coded outcome, no words', () => {
    expect(
      reduce('voice.views-recorded', 'VIC_VOICE', {
        '/details/summary_code': 'opposes',
        '/details/words': 'her words',
        '/details/change_seen': 'worse',
        '/details/words_may_be_shared_for': ['audit'],
      }),
    ).toEqual({ '/details/summary_code': 'opposes', '/details/change_seen': 'worse' })
    expect(
      reduce('voice.protective-effort-recorded', 'VIC_VOICE', { '/details/efforts': ['kept_evidence'], '/details/description': 'words' }),
    ).toEqual({})
  })

  it.each([
    ['VIC_LOC', 'marac.referral-made', { '/details/safe_contact': 'ring her sister' }, 'location'],
    ['VIC_LOC', 'order.made', { '/details/zone': 'POLYGON((…))' }, 'location'],
    ['VIC_SUPPORT', 'voice.support-status-changed', { '/details/status': 'active', '/details/barrier': ['waiting_list'] }, 'safety_link'],
    ['VIC_HEALTH', 'behaviour.incident-recorded', { '/details/injury_level': 'moderate' }, 'health_factor'],
    ['THIRD', 'marac.referral-made', { '/details/afraid_of': 'his brother' }, 'third_party'],
    [
      'PERP_HEALTH',
      'health.concern-recorded',
      { '/details/concern': 'medication_risk', '/details/detail': 'words' },
      'perpetrator_health_factor',
    ],
    ['SPECIAL', 'voice.views-recorded', { '/details/interpreter_or_bsl': 'BSL' }, 'access_need'],
    ['IMMIG', 'voice.support-status-changed', { '/details/nrpf_or_status_need': true }, 'access_need'],
    ['TACTIC', 'marac.action-agreed', { '/details/wording': 'visit on Tuesday', '/handling': { perp_knows: 'never' } }, 'action'],
    ['METHOD', 'monitoring.polygraph-completed', { '/details/outcome': 'inconclusive' }, 'session'],
  ])('%s of %s: one flag, and not which field it was', (sensitivity, type, values, flag) => {
    expect(reduce(type, sensitivity, values)).toEqual({ [`/held/${flag}`]: true })
  })

  it.each([
    ['VIC_SUPPORT', 'marac.referral-made', { '/details/harmed_aware': false }],
    ['VIC_HEALTH', 'behaviour.incident-recorded', { '/details/injury_level': 'none_seen' }],
    ['PERP_HEALTH', 'programme.referral-made', { '/details/needs': ['none_known'] }],
    ['IMMIG', 'voice.support-status-changed', { '/details/nrpf_or_status_need': false }],
    ['TACTIC', 'marac.action-agreed', { '/handling': { perp_knows: 'never' } }],
  ])('%s of %s: no flag for what was said not to be', (sensitivity, type, values) => {
    expect(reduce(type, sensitivity, values)).toEqual({})
  })

  it('CHILD: number, and age band on the day', () => {
    const child = { key: 'KC1', given_name: 'Tyler', birth_date: '2018-09-21', role: 'child', relationship: 'child_of_subject' }
    expect(
      reduce('behaviour.incident-recorded', 'CHILD', { '/harmed/1': child, '/details/child_presence': 'saw_or_heard' }, '2023-09-20'),
    ).toEqual({ '/harmed/1': { role: 'child', age_band: '0-4' } })
    expect(reduce('behaviour.incident-recorded', 'CHILD', { '/harmed/1': child }, '2023-09-21T08:00:00+01:00')).toEqual({
      '/harmed/1': { role: 'child', age_band: '5-10' },
    })
    expect(reduce('marac.referral-made', 'CHILD', { '/details/children_count': 2 })).toEqual({ '/details/children_count': 2 })
    expect(
      reduce('behaviour.child-impact-recorded', 'CHILD', { '/details/child_age_band': '5-10', '/details/child_words': 'words' }),
    ).toEqual({ '/details/child_age_band': '5-10' })
    expect(reduce('behaviour.child-impact-recorded', 'CHILD', { '/details/child_age_band': 'Tyler is six' })).toEqual({})
  })

  it('COURT: that proceedings exist, and their stage', () => {
    expect(
      reduce('family.proceedings-updated', 'COURT', {
        '/details/kind': 'private_law',
        '/details/stage': 'fact_finding',
        '/details/findings_about_subject': 'words',
      }),
    ).toEqual({ '/held/proceedings': true, '/details/stage': 'fact_finding' })
  })

  it('STAFF: the agency, not the name', () => {
    expect(
      reduce('case.access-blocked', 'STAFF', {
        '/details/blocked_ref': 'norshire-police:s-17',
        '/details/requested_by': 'A Name',
        '/details/reason': 'related',
      }),
    ).toEqual({ '/details/blocked_ref': { agency: 'norshire-police' }, '/held/practitioner': true })
  })

  it('drops what an unknown type says, and raised text whatever its class', () => {
    expect(
      reducePart('META', { '/details/decided_on': '2025-02-09' }, { schema: undefined, owner: '', occurredFrom: '2025-03-01' }),
    ).toEqual({})
    for (const sensitivity of [
      'META',
      'PERP_LOC',
      'BEHAV',
      'CRIM',
      'RISK',
      'SOURCE',
      'VIC_ID',
      'VIC_VOICE',
      'CHILD',
      'COURT',
      'STAFF',
      'TACTIC',
      'THIRD',
    ])
      expect(
        JSON.stringify(reduce('behaviour.incident-recorded', sensitivity, { '/details/description': 'MARKED NF3 4QZ' })),
      ).not.toContain('MARKED')
    expect(JSON.stringify(reduce('behaviour.incident-recorded', 'PERP_LOC', { '/details/description': 'NF3 4QZ' }))).not.toContain('NF3')
  })

  it('holds no name, identifier, text or day of any demo event', () => {
    for (const event of ['kestrel', 'linnet', 'single-events'].flatMap(demoEvents)) {
      const people = [event.data.subject, ...event.data.harmed]
      const secrets = people
        .flatMap(({ given_name: given, family_name: family, birth_date: born, identifiers }) => [
          given,
          family,
          born,
          ...(identifiers ?? []).filter(({ scheme }) => scheme !== 'LOCAL').map(({ value }) => value),
        ])
        .filter((value) => typeof value === 'string')
      const reduced = splitParts(schemaFor(event), event, peopleOf(event)).map((part) =>
        JSON.stringify(
          reducePart(part.class, part.values, { schema: schemaFor(event), owner: part.owner, occurredFrom: event.data.occurred.from }),
        ),
      )
      for (const secret of secrets) expect(reduced.join()).not.toContain(secret)
      expect(reduced.join()).not.toMatch(/\d{4}-\d{2}-\d{2}/)
    }
  })
})
