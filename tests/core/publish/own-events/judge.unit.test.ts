import { describe, expect, it } from '@jest/globals'
import { emptyIndex, learnEvent, learnStatement, type LinkIndex } from '../../../../core/linking/link-index.ts'
import { AGREES_ACTIONS } from '../../../../core/publish/own-events/g28-known-action.ts'
import { judgeByOwnEvents } from '../../../../core/publish/own-events/judge.ts'
import { statementOf } from '../../../../core/publish/own-events/statement.ts'
import { loadCatalogue } from '../../../../schemas/index.ts'
import type { AgencyEvent } from '../../../../schemas/codec/agency-event.ts'
import { caseLogNamed } from '../../../fixtures/ids.ts'

interface Said {
  readonly id: string
  readonly type: string
  readonly agency?: string
  readonly system?: string
  /** The proceeding that it quotes. */
  readonly about?: string
  readonly on?: string
  readonly corrects?: string
  readonly details?: object
  readonly waits?: boolean
  /** True of an event of before statements were kept. */
  readonly ofBefore?: boolean
  readonly offset?: number
}

const KINDS: Readonly<Record<string, string>> = { oocr: 'oocr', bail: 'bail', dvds: 'dvds', marac: 'action' }
const evidence = ({ type, about }: Said) => ({
  proceedings:
    about === undefined ? [] : [{ kind: KINDS[type.split('.')[0] ?? ''] ?? '', tokens: [`north:${about}`, `south:${about}`], names: true }],
})
const inbox = (agency: string, offset: number) => ({ topic: `agency.${agency}.events`, partition: 0, offset })
const eventOf = ({ id, type, agency = 'police', system = 'records', on = '2026-01-05', corrects, details = {} }: Said): AgencyEvent =>
  ({ id, type, agency, system, data: { occurred: { from: on, precision: 'day' }, corrects, details } }) as unknown as AgencyEvent

function learn(index: LinkIndex, said: Said, offset: number): void {
  const event = eventOf(said)
  const known = {
    agency: event.agency,
    system: event.system,
    eventId: said.id,
    type: said.ofBefore === true ? '' : said.type,
    inbox: inbox(event.agency, said.offset ?? offset),
  }
  learnEvent(index, { ...known, digest: '', caseLog: said.waits === true ? undefined : caseLogNamed('case'), people: [] })
  if (said.ofBefore !== true) learnStatement(index, known, statementOf(event, evidence(said)))
}

/** What a sender is told of an event after what was published before: rejected or warned, by which rule. */
function told(judged: Said, before: readonly Said[], kind = 'police'): string {
  const [here, waiting] = [false, true].map((waits) => {
    const index = emptyIndex()
    for (const [offset, said] of before.entries()) learn(index, { ...said, waits }, offset)
    const { errors, warnings } = judgeByOwnEvents(
      { event: eventOf(judged), evidence: evidence(judged), inbox: inbox('police', 100), publisher: { kind } },
      index,
    )
    return [
      ...errors.map(({ code, pointer }) => `rejected ${code} ${pointer}`),
      ...warnings.map(({ code, pointer }) => `warned ${code} ${pointer}`),
    ].join(', ')
  })
  expect(waiting).toBe(here)
  return here ?? ''
}

describe.each([
  ['G12', 'oocr.victim-views-sought', 'oocr.issued'],
  ['G14', 'bail.victim-views-sought', 'bail.decided'],
] as const)('%s', (rule, asked, decided) => {
  const views: Said = { id: 'views', type: asked, about: '1' }
  const decision = (names: string, about = '1'): Said => ({ id: 'decision', type: decided, about, details: { views_event: names } })
  const refused = `rejected ${rule} /data/details/views_event`
  const warned = `warned ${rule} /data/details/views_event`

  it('holds for the sender’s own views event of the same proceeding', () => {
    expect(told(decision('views'), [views])).toBe('')
  })
  it('refuses an own event that is of another proceeding or no views event', () => {
    expect(told(decision('views', '2'), [views])).toBe(refused)
    expect(told(decision('incident'), [views, { id: 'incident', type: 'behaviour.incident-recorded' }])).toBe(refused)
  })
  it('refuses own views that were withdrawn, not those that have a later version or beside which others stand', () => {
    const withdrawn: Said = { id: 'gone', type: 'record.retracted', details: { target_event: 'views' } }
    expect(told(decision('views'), [views, withdrawn])).toBe(refused)
    expect(told(decision('views'), [views, { ...views, id: 'later', corrects: 'views' }])).toBe('')
    expect(told(decision('views'), [views, withdrawn, { ...views, id: 'again' }])).toBe('')
  })
  it('keeps an id of no own event, which may be another agency’s, and warns where the sender has views of its own', () => {
    expect(told(decision('idva'), [])).toBe('')
    expect(told(decision('idva'), [{ ...views, id: 'idva', agency: 'idva' }])).toBe('')
    expect(told(decision('idva', '2'), [views])).toBe('')
    expect(told(decision('idva'), [views])).toBe(warned)
  })
  it('is the same whatever other agencies have published', () => {
    const others: readonly Said[] = [
      { ...views, id: 'theirs', agency: 'idva' },
      { id: 'gone', type: 'record.retracted', agency: 'idva', details: { target_event: 'views' } },
      { ...views, id: 'views', agency: 'idva', about: '2' },
    ]
    for (const judged of [decision('views'), decision('views', '2'), decision('theirs'), decision('nobody')])
      expect(told(judged, [views, ...others])).toBe(told(judged, [views]))
  })
  it('keeps what names an own event of before, of which it is not known what it says', () => {
    expect(told(decision('views'), [{ ...views, ofBefore: true }])).toBe('')
  })
  it('of two own events of one id means that of the decision’s own system', () => {
    expect(
      told(decision('views'), [
        { ...views, about: '2' },
        { ...views, system: 'other' },
      ]),
    ).toBe(refused)
    expect(told(decision('views'), [views, { ...views, about: '2', system: 'other' }])).toBe('')
  })
  it('looks at nothing that stands later in the inbox', () => {
    expect(told(decision('views', '2'), [{ ...views, offset: 101 }])).toBe('')
  })
})

describe('G25', () => {
  const disclosure: Said = { id: 'disclosure', type: 'dvds.disclosure-made', about: '1' }
  const application: Said = { id: 'application', type: 'dvds.application-received', about: '1', details: { due_by: '2026-02-01' } }
  const decision = (says: string, more: Partial<Said> = {}): Said => ({
    id: `decision ${says}`,
    type: 'dvds.decision-made',
    about: '1',
    details: { decision: says },
    ...more,
  })
  const refused = 'rejected G25 /data/details/dvds_id'

  it('refuses the disclosure of who received the application and published no decision', () => {
    expect(told(disclosure, [application])).toBe(refused)
    expect(told(disclosure, [application, decision('disclose', { about: '2' })])).toBe(refused)
    expect(told(disclosure, [application, decision('disclose', { agency: 'other' })])).toBe(refused)
    expect(told(disclosure, [application, decision('disclose')])).toBe('')
  })
  it('keeps the disclosure of who has nothing of the application, as an IDVA has', () => {
    expect(told(disclosure, [], 'idva_service')).toBe('')
    expect(told(disclosure, [{ ...disclosure, id: 'before' }], 'idva_service')).toBe('')
    expect(told(disclosure, [{ ...application, agency: 'other' }, decision('withdrawn', { agency: 'other' })])).toBe('')
  })
  it('goes by the last decision, and of two of one moment by that to disclose', () => {
    expect(told(disclosure, [decision('disclose', { on: '2026-01-04' }), decision('withdrawn')])).toBe(refused)
    expect(told(disclosure, [decision('disclose'), decision('withdrawn', { on: '2026-01-04' })])).toBe('')
    expect(told(disclosure, [decision('disclose'), decision('withdrawn')])).toBe('')
  })
  it('does not count a decision or application that was withdrawn or replaced', () => {
    const withdrawn = (target: string): Said => ({ id: `gone ${target}`, type: 'record.retracted', details: { target_event: target } })
    expect(told(disclosure, [application, decision('disclose'), withdrawn('decision disclose')])).toBe(refused)
    expect(told(disclosure, [application, withdrawn('application')])).toBe('')
    expect(told(disclosure, [application, decision('withdrawn'), decision('disclose', { corrects: 'decision withdrawn' })])).toBe('')
  })
  it('keeps a disclosure on an application of which only a later version is known: its decision may be of before', () => {
    expect(told(disclosure, [{ ...application, id: 'later', corrects: 'application' }])).toBe('')
  })
  it('takes a withdrawal back that was itself replaced', () => {
    const withdrawn: Said = { id: 'gone', type: 'record.retracted', details: { target_event: 'decision disclose' } }
    const instead: Said = { id: 'instead', type: 'record.retracted', corrects: 'gone', details: { target_event: 'another' } }
    expect(told(disclosure, [application, decision('disclose'), withdrawn])).toBe(refused)
    expect(told(disclosure, [application, decision('disclose'), withdrawn, instead])).toBe('')
  })
})

describe('W07', () => {
  const application: Said = { id: 'application', type: 'dvds.application-received', about: '1', details: { due_by: '2026-01-04' } }
  const decision = (on: string): Said => ({
    id: 'decision',
    type: 'dvds.decision-made',
    about: '1',
    details: { decision: 'disclose', decided_on: on },
  })

  it('warns of a decision after the day that the sender’s own application says, and of no other', () => {
    expect(told(decision('2026-01-05'), [application])).toBe('warned W07 /data/details/decided_on')
    expect(told(decision('2026-01-04'), [application])).toBe('')
    expect(told(decision('2026-01-05'), [{ ...application, agency: 'other' }])).toBe('')
    expect(told(decision('2026-01-05'), [{ ...application, about: '2' }])).toBe('')
    expect(
      told(decision('2026-01-05'), [
        application,
        { ...application, id: 'later', corrects: 'application', details: { due_by: '2026-02-01' } },
      ]),
    ).toBe('')
  })
})

describe('G28', () => {
  const agreed: Said = { id: 'agreed', type: 'marac.action-agreed', about: '1', details: { owner: 'probation' } }
  const update: Said = { id: 'update', type: 'marac.action-updated', about: '1' }
  const withdrawn: Said = { id: 'gone', type: 'record.retracted', details: { target_event: 'agreed' } }

  it('holds for an action that the sender agreed, and refuses one that it has withdrawn', () => {
    expect(told(update, [agreed], 'marac_coordination')).toBe('')
    expect(told(update, [agreed, withdrawn], 'marac_coordination')).toBe('rejected G28 /data/details/action_id')
    expect(told(update, [agreed, withdrawn, { ...agreed, id: 'again' }], 'marac_coordination')).toBe('')
  })
  it('warns who agrees actions of an id of none of its own, and keeps it: another meeting may have agreed it', () => {
    for (const before of [[], [{ ...agreed, about: '2' }], [{ ...agreed, agency: 'other' }]])
      expect(told(update, before, 'marac_coordination')).toBe('warned G28 /data/details/action_id')
  })
  it('says nothing to an owner, whatever others agreed', () => {
    for (const before of [[], [{ ...agreed, agency: 'other' }]]) expect(told(update, before, 'housing_la')).toBe('')
  })
  it('knows who agrees actions', () => {
    expect([...AGREES_ACTIONS].toSorted()).toEqual([...(loadCatalogue().types.get('marac.action-agreed')?.publishers ?? [])].toSorted())
  })
})

describe('an event of any other type', () => {
  it('is judged by no rule of own events, and says nothing', () => {
    const incident: Said = { id: 'incident', type: 'behaviour.incident-recorded' }
    expect(told(incident, [])).toBe('')
    expect(statementOf(eventOf(incident), evidence(incident))).toBeNull()
  })
})
