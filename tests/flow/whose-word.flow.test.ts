import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readEvents, type CloudEventJson } from '../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../commands/service.ts'
import { replayAndVerify } from '../../commands/verify.ts'
import { verifyTimeline } from '../../consumers/timeline/verify.ts'
import { cast } from '../consumers/intake/events.ts'
import { uuidOf } from '../fixtures/demo-events.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { confirm } from './confirm.ts'
import { inForce, readerOf, timelineOf } from './reading.ts'
import { startRunning, type Running } from './running.ts'

type Details = Readonly<Record<string, unknown>>

const demo = readEvents(join(DEMO_FOLDER, 'linnet.cloudevents.jsonl'))
const ofType = (type: string): CloudEventJson => {
  const found = demo.find((event) => event.type === type)
  if (found === undefined) throw new Error(`The demo has no ${type}.`)
  return found
}
const MARAC = 'marac_risk_management'
const CHILD = 'child_safeguarding'
const START = Date.parse('2025-09-01T12:00:00Z')
const HOUR = 3_600_000
const WORDS = 'He said he would find me wherever I go.'
const REASON = 'The school asks where the children sleep tonight, and who fetches them.'

describe('whose word counts, through the service', () => {
  let running: Running
  let person = 0
  beforeAll(async () => {
    running = await startRunning({
      at: START,
      readers: [officer, colleague, worker, coordinator, first, other, asker, unlinked],
      agencies: [hospital],
    })
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  const hospital = { agency: agencyNamed('westmere-infirmary'), name: 'Westmere Infirmary', type: 'health_acute', areas: ['westmere'] }
  const officer = readerOf('officer', 'police_bail_officer', 'westmere-police', 'listed')
  const colleague = readerOf('colleague', 'police_bail_officer', 'westmere-police', 'listed')
  const worker = readerOf('link-worker', 'partner_link_worker', 'westmere-drive', 'allocated', ['V'])
  const coordinator = readerOf('meeting', 'marac_chair', 'westmere-marac', 'listed')
  const first = readerOf('advocate-of-the-first', 'idva', 'westmere-idva', 'allocated', ['V'])
  const other = readerOf('advocate-of-the-other', 'idva', 'westmere-idva', 'allocated', ['W'])
  const unlinked = readerOf('advocate-of-nobody', 'idva', 'westmere-idva', 'allocated')
  const asker = readerOf('asker', 'social_worker', 'westmere-csc', 'listed')

  /** A case of its own: him, and two women. */
  function newCase() {
    person += 1
    const [his, hers] = [cast(15 + person), cast(15 + person)]
    const subject = { key: 'P', identifiers: [his.pnc], ...his.subject }
    const woman = (key: string, name: string) => ({
      ...hers.harmed,
      key,
      identifiers: [],
      given_name: name,
      role: 'adult',
      relationship: 'partner',
    })
    const women = { V: woman('V', 'Shannon'), W: woman('W', 'Rosalind') }
    let sent = 0
    const event = (type: string, agency: string, details: Details = {}, whom: 'V' | 'W' = 'V'): CloudEventJson => {
      const like = ofType(type)
      sent += 1
      const at = new Date(running.clock.now()).toISOString()
      return {
        ...like,
        id: uuidOf('whose word', String(person), String(sent)),
        source: `/agencies/${agency}/records`,
        time: at,
        data: {
          ...like.data,
          occurred: { from: at.slice(0, 10), precision: 'day' },
          recorded_at: at,
          agency_record_ref: `WORD-${String(person)}-${String(sent)}`,
          subject,
          harmed: [women[whom]],
          details: { ...(like.data.details as Details), ...details },
        },
      }
    }
    return { event }
  }
  const send = async (...events: readonly CloudEventJson[]): Promise<void> => {
    for (const event of events) expect(await running.send(event)).toMatchObject({ status: 'accepted' })
    await inForce(running)
  }
  const incidentOf = (agency: string, { event }: ReturnType<typeof newCase>, whom: 'V' | 'W' = 'V'): CloudEventJson =>
    event(
      'behaviour.incident-recorded',
      agency,
      { harmed_words: WORDS, place_address: `${whom} Wharf Lane`, place_kind: 'home_harmed' },
      whom,
    )
  const block = ({ event }: ReturnType<typeof newCase>, agency: string, whom: string): CloudEventJson => ({
    ...event('behaviour.incident-recorded', agency),
    type: 'case.access-blocked',
    data: {
      ...event('behaviour.incident-recorded', agency).data,
      details: {
        case_id: 'C1',
        blocked_kind: 'user',
        blocked_ref: whom,
        reason: 'is_subject',
        from_on: new Date(running.clock.now()).toISOString(),
        requested_by: 'Professional standards',
        shown_to_user_as: 'not found',
      },
    },
  })
  const sees = async (reader: typeof officer, event: CloudEventJson, text: string, purpose = MARAC): Promise<boolean> =>
    JSON.stringify(await timelineOf(running, reader, purpose, event)).includes(text)
  const isGone = async (reader: typeof officer, event: CloudEventJson, purpose: string): Promise<boolean> => {
    const id = running.service.reads.caseIds.outside(reader.agency, await running.caseOf(event))
    return (await running.ask(`/v1/cases/${id}/timeline?purpose=${purpose}`, { method: 'GET', as: reader.id })).status === 404
  }

  it('an officer who is the perpetrator, blocked by another force, finds no such case from that minute on; and for 72 hours unless somebody confirms it', async () => {
    const made = newCase()
    const incident = incidentOf('westmere-police', made)
    await send(incident)
    await running.link('case', [incident], [officer, colleague])
    expect(await isGone(officer, incident, 'bail_decision')).toBe(false)
    const said = block(made, 'norshire-police', 'westmere-police:officer')
    await send(said)
    expect([await isGone(officer, incident, 'bail_decision'), await isGone(colleague, incident, 'bail_decision')]).toEqual([true, false])
    running.clock.moveTo(running.clock.now() + 72 * HOUR + 60_000)
    expect(await isGone(officer, incident, 'bail_decision')).toBe(false)
    await confirm(running, said, { agency: agencyNamed('throughline-operator'), staff: 'dpo', role: 'dpo' })
    expect(await isGone(officer, incident, 'bail_decision')).toBe(true)
  })

  it('a force’s block on her advocate shuts nobody out', async () => {
    const made = newCase()
    const incident = incidentOf('westmere-police', made)
    await send(incident)
    await running.link('case', [incident], [first])
    await send(block(made, 'norshire-police', 'westmere-idva:advocate-of-the-first'))
    expect(await sees(first, incident, WORDS, 'victim_safety_planning')).toBe(true)
  })

  it('a hospital’s advocate who records her “no” is heard within the minute by everybody but her own advocate; nobody else lifts it, and the hospital does when she has changed her mind', async () => {
    const made = newCase()
    const incident = incidentOf('westmere-police', made)
    await send(incident)
    await running.link('case', [incident], [coordinator, first])
    const readers = [
      [coordinator, MARAC],
      [first, 'victim_safety_planning'],
    ] as const
    const shown = () => Promise.all(readers.map(([reader, purpose]) => sees(reader, incident, WORDS, purpose)))
    expect(await shown()).toEqual([true, true])
    const sentAt = running.clock.now()
    await send(made.event('consent.recorded', hospital.agency, { status: 'refused' }))
    expect([await shown(), running.clock.now() - sentAt]).toEqual([[false, true], 0])
    // Whoever faces the perpetrator, and whoever was asked for nothing, lifts nothing of it.
    for (const agency of ['westmere-probation', 'westmere-police'])
      await send(made.event('consent.recorded', agency, { status: 'agreed', limits_words: 'None' }))
    expect(await shown()).toEqual([false, true])
    await send(made.event('consent.recorded', hospital.agency, { status: 'agreed', limits_words: 'None' }))
    expect(await shown()).toEqual([true, true])
  })

  it('a surgery that overrides for its own record opens its own record, and nobody else’s', async () => {
    const made = newCase()
    const [gps, police] = [incidentOf('westmere-gp', made), incidentOf('norshire-police', made)]
    const refusal = made.event('consent.recorded', 'westmere-idva', { status: 'refused' })
    await send(gps, police, refusal)
    await running.link('case', [gps], [coordinator])
    const shown = async () =>
      (await timelineOf(running, coordinator, MARAC, gps))
        .filter((item) => JSON.stringify(item).includes(WORDS))
        .map(({ agency }) => agency)
    expect(await shown()).toEqual([])
    const override = made.event('consent.override-recorded', 'westmere-gp', {
      classes: ['VIC_VOICE'],
      purposes: [MARAC],
      expires_on: '2026-03-01',
    })
    await send(override)
    expect(await shown()).toEqual([expect.objectContaining({ id: 'westmere-gp' })])
  })

  it('her link worker’s “no” holds for everybody, and a programme’s “agreed” lifts nothing', async () => {
    const made = newCase()
    const incident = incidentOf('westmere-police', made)
    await send(incident)
    await running.link('case', [incident], [coordinator])
    expect(await sees(coordinator, incident, WORDS)).toBe(true)
    const no = made.event('consent.recorded', 'westmere-drive', { status: 'refused' })
    await send(no)
    expect(await sees(coordinator, incident, WORDS)).toBe(true)
    await running.link('case', [incident], [worker])
    expect(await sees(coordinator, incident, WORDS)).toBe(false)
    await send(made.event('consent.recorded', 'westmere-probation', { status: 'agreed', limits_words: 'None' }))
    expect(await sees(coordinator, incident, WORDS)).toBe(false)
  })

  it('an advocate’s approval opens where her own client is, and never where the other woman is; of one who is allocated to nobody it is no such case', async () => {
    const made = newCase()
    const [hers, others] = [incidentOf('westmere-police', made, 'V'), incidentOf('westmere-police', made, 'W')]
    await send(hers, others)
    await running.link('case', [hers, others], [first, other, asker])
    const id = running.service.reads.caseIds.outside(agencyNamed('westmere-idva'), await running.caseOf(hers))
    const approve = async (as: string): Promise<number> =>
      (
        await running.ask(`/v1/cases/${id}/approvals?purpose=victim_safety_planning`, {
          as,
          type: 'application/json',
          body: JSON.stringify({ asker: 'westmere-csc:asker', class: 'VIC_LOC', purpose: CHILD, days: 2, reason: REASON }),
        })
      ).status
    const where = async () => [await sees(asker, hers, 'V Wharf Lane', CHILD), await sees(asker, hers, 'W Wharf Lane', CHILD)]
    expect([await approve(unlinked.id), await where()]).toEqual([404, [false, false]])
    expect([await approve(first.id), await where()]).toEqual([201, [true, false]])
    expect([await approve(other.id), await where()]).toEqual([201, [true, true]])
  })

  it('comes to the same when it is folded and decided again', async () => {
    expect(await verifyTimeline(running.parts)).toEqual([])
    const { counts, findings } = await replayAndVerify(running.parts, {})
    expect({ findings, others: Object.keys(counts) }).toEqual({ findings: [], others: ['match'] })
  })
})
