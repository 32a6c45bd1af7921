import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CloudEventJson } from '../../../commands/demo/folder.ts'
import { changeStaff } from '../../../commands/staff.ts'
import { replay } from '../../../gateway/audit/replay/replay.ts'
import { policyOf } from '../../../commands/policy.ts'
import { loadCatalogue, loadRecords } from '../../../schemas/index.ts'
import { createVisitor, hiddenField, signIn, type Visitor } from '../../fixtures/browser-like.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { inForce, readerOf } from '../../flow/reading.ts'
import { codeOf, REASON, startStepUpWorld, type StepUpWorld } from '../step-up/world.ts'

const POLICE = 'westmere-police'
const MINUTE = 60_000
const person = (id: string, role: string) => readerOf(id, role, POLICE, 'listed')
const named = person('named-bail', 'police_bail_officer')
const barred = person('barred-bail', 'police_bail_officer')
const facing = person('named-manager', 'perp_case_manager')
const counting = person('named-evaluator', 'evaluator')
const plainOfficer = person('unnamed-bail', 'police_bail_officer')
const idva = readerOf('police-idva', 'idva', POLICE, 'allocated', ['LV1'])

interface Item {
  readonly id: string
  readonly state: string
  readonly at: string
  readonly event?: { readonly data: Readonly<Record<string, unknown>> }
}

/** Nobody whom any case knows. */
const MAN = { key: 'S', given_name: 'Gareth', family_name: 'Unknownson', birth_date: '1980-02-03', sex: 'male' }
const WOMAN = {
  key: 'H',
  given_name: 'Mair',
  family_name: 'Unheardof',
  birth_date: '1982-04-05',
  sex: 'female',
  role: 'adult',
  relationship: 'partner',
}

const address = ({ source, id }: Pick<CloudEventJson, 'source' | 'id'>): string => `/v1/publications/${encodeURIComponent(source)}/${id}`

describe('what an agency published', () => {
  let world: StepUpWorld
  let waiting: CloudEventJson
  let rejected: CloudEventJson
  let erased: CloudEventJson
  const soon = (): void => {
    world.running.clock.moveTo(world.running.clock.now() + 2 * MINUTE)
  }

  beforeAll(async () => {
    world = await startStepUpWorld({ readers: [named, barred, facing, counting, plainOfficer, idva] })
    const { event } = world
    const stranger = (what: string): CloudEventJson => ({
      ...event,
      id: uuidOf('publications', what),
      data: {
        ...event.data,
        agency_record_ref: `REF-${what}`,
        subject: MAN,
        harmed: [WOMAN],
      },
    })
    waiting = stranger('waits')
    await world.running.send(waiting)
    erased = stranger('erased')
    await world.running.send(erased)
    await world.send({
      ...event,
      id: uuidOf('publications', 'erasure'),
      type: 'record.erased',
      source: '/agencies/throughline-operator/records',
      data: {
        ...event.data,
        details: { target_event: erased.id, reason: 'court_order', erased_on: '2025-09-05T15:00:00+01:00' },
      },
    })
    rejected = stranger('rejected')
    await world.running.append(POLICE, Buffer.from('no event'), { ce_id: rejected.id, ce_source: rejected.source, ce_type: rejected.type })
    await world.running.link('case', [event], [idva])
    for (const { id, role } of [named, barred, facing, counting])
      await changeStaff(world.running.parts, { agency: POLICE, staff: id, role, duties: ['publications'], by: `${POLICE}:chief` })
    await world.send({
      ...event,
      id: uuidOf('publications', 'block'),
      type: 'case.access-blocked',
      data: {
        ...event.data,
        harmed: [],
        details: {
          case_id: 'LM1',
          blocked_kind: 'user',
          blocked_ref: `${POLICE}:${barred.id}`,
          reason: 'related_to_party',
          from_on: '2025-09-05T09:00:00+01:00',
          requested_by: 'MARAC coordinator',
          shown_to_user_as: 'not found',
        },
      },
    })
    await inForce(world.running)
    soon()
  }, 180_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const read = async (event: Pick<CloudEventJson, 'source' | 'id'>, as = POLICE) => world.get(address(event), as)

  it('is read whole by its systems, in a case or waiting, with the same members and the same state, and nothing of a case', async () => {
    for (const event of [world.event, waiting]) {
      const { status, json, text } = await read(event)
      expect([status, Object.keys(json as object), (json as Item).state]).toEqual([
        200,
        ['id', 'source', 'type', 'state', 'at', 'errors', 'event'],
        'accepted',
      ])
      expect((json as Item).event?.data).toEqual(event.data)
      expect(text).not.toContain(await world.running.caseOf(world.event))
      expect(text).not.toContain(world.caseFor(POLICE))
    }
  })

  it('is found under its own source alone: another agency finds nothing, as of what was never sent', async () => {
    const nothing = await read({ ...world.event, id: uuidOf('publications', 'never sent') })
    const others = await read(world.event, 'hmp-eastmoor')
    const claimed = await read({ ...world.event, source: '/agencies/hmp-eastmoor/records' }, 'hmp-eastmoor')
    expect([nothing, others, claimed].map(codeOf)).toEqual(['not-found', 'not-found', 'not-found'])
  })

  it('appears at the first whole minute a minute after it was sent, in a case or waiting', async () => {
    const now = Math.ceil(world.running.clock.now() / MINUTE) * MINUTE + 10_000
    world.running.clock.moveTo(now)
    const late = [
      { ...world.event, id: uuidOf('publications', 'late known') },
      { ...waiting, id: uuidOf('publications', 'late unknown') },
    ]
    for (const event of late) await world.running.send(event)
    await inForce(world.running)
    const found = async () => Promise.all(late.map(async (event) => (await read(event)).status))
    expect(await found()).toEqual([404, 404])
    world.running.clock.moveTo(now + 109_000)
    expect(await found()).toEqual([404, 404])
    world.running.clock.moveTo(now + 110_000)
    expect(await found()).toEqual([200, 200])
  })

  it('is told by state and field errors where it was not accepted, and by reason where it was erased', async () => {
    const { json: refused } = await read(rejected)
    expect(refused).toMatchObject({ id: rejected.id, state: 'rejected', errors: [expect.objectContaining({ pointer: '' })] })
    expect(Object.keys(refused as object)).not.toContain('event')
    const { json, text } = await read(erased)
    expect(json).toMatchObject({
      id: erased.id,
      type: erased.type,
      state: 'erased',
      erased: { reason: 'court_order', on: '2025-09-05T15:00:00+01:00' },
    })
    expect(text).not.toContain('Unknownson')
  })

  it('is listed newest first, page by page, each once', async () => {
    const items: Item[] = []
    for (let next: string | null = ''; next !== null;) {
      const { json } = await world.get(`/v1/publications?limit=2${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`, POLICE)
      const page = json as { items: Item[]; next: string | null }
      items.push(...page.items)
      next = page.next
    }
    const whole = ((await world.get('/v1/publications?limit=1000', POLICE)).json as { items: Item[] }).items
    expect(items).toEqual(whole)
    expect(whole.map(({ at }) => at)).toEqual(
      whole
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
    expect(new Set(whole.map(({ state }) => state))).toEqual(new Set(['accepted', 'erased', 'rejected']))
    expect(codeOf(await world.get('/v1/publications?after=x', POLICE))).toBe('unknown-cursor')
  })

  describe('to its people', () => {
    const visit = async (who: { readonly id: string }): Promise<{ readonly visitor: Visitor; readonly csrf: string }> => {
      const visitor = createVisitor(world.running.service.origin)
      return { visitor, csrf: hiddenField((await signIn(visitor, who.id)).text, 'csrf') }
    }
    const page = ({ source, id }: Pick<CloudEventJson, 'source' | 'id'>): string => `/publications/${encodeURIComponent(source)}/${id}`
    const opened = async (who: { readonly id: string }, event: Pick<CloudEventJson, 'source' | 'id'>, words = REASON) => {
      const { visitor, csrf } = await visit(who)
      return visitor.submit(page(event), { csrf, words })
    }

    it('is a list of types, times, references and states, without content', async () => {
      const { text } = await (await visit(plainOfficer)).visitor.open('/publications')
      for (const words of ['One dated act or incident by the subject', 'LINNET-01', 'REF-waits', 'Accepted', 'Erased', 'Not accepted'])
        expect(text).toContain(words)
      for (const words of ['Callum', 'Reid', 'Unknownson', 'pushed her', world.caseFor(POLICE)]) expect(text).not.toContain(words)
    })

    it('opens to one whom the agency has named, in a case or waiting, with a reason', async () => {
      const short = await opened(named, world.event, 'Because.')
      expect([short.status, short.text.includes('There is a problem'), short.text.includes('pushed her')]).toEqual([400, true, false])
      for (const event of [world.event, waiting]) {
        const { status, text } = await opened(named, event)
        expect([
          status,
          text.includes('He pushed her into a door frame.'),
          text.includes(event === waiting ? 'Unknownson' : 'Reid'),
        ]).toEqual([200, true, true])
      }
      const gone = await opened(named, erased)
      expect([gone.status, gone.text.includes('What it said is erased.'), gone.text.includes('Unknownson')]).toEqual([200, true, false])
    })

    it('opens to the worker who is allocated to the person harmed, and to nobody else who was not named', async () => {
      expect((await opened(idva, world.event)).status).toBe(200)
      expect((await opened(idva, waiting)).status).toBe(404)
      for (const event of [world.event, waiting]) expect((await opened(plainOfficer, event)).status).toBe(404)
    })

    it('opens nothing to who counts, and lists nothing to them', async () => {
      expect((await opened(counting, world.event)).status).toBe(404)
      expect((await (await visit(counting)).visitor.open('/publications')).text).toContain('There is nothing here for you to see.')
    })

    it('is not there for somebody who is barred from the case that it is in', async () => {
      expect((await opened(barred, world.event)).status).toBe(404)
      expect((await opened(barred, waiting)).status).toBe(200)
      const { text } = await (await visit(barred)).visitor.open('/publications')
      expect([text.includes('LINNET-01'), text.includes('REF-waits')]).toEqual([false, true])
    })

    it('keeps the floors of roles that face the perpetrator', async () => {
      const { status, text } = await opened(facing, world.event)
      expect([status, text.includes('He pushed her into a door frame.')]).toEqual([200, true])
      const place: CloudEventJson = {
        ...world.event,
        id: uuidOf('publications', 'place'),
        data: {
          ...world.event.data,
          details: {
            ...(world.event.data.details as object),
            place_kind: 'home_shared',
            place_address: '1 Madeup Close',
            harmed_words: 'I was afraid of him.',
          },
        },
      }
      await world.running.send(place)
      await inForce(world.running)
      soon()
      expect((await opened(named, place)).text).toContain('I was afraid of him.')
      expect((await opened(facing, place)).text).not.toMatch(/Madeup Close|I was afraid of him/)
    })

    it('is on record, and every record replays to the same', async () => {
      const { parts } = world.running
      const catalogue = loadCatalogue()
      const { findings, counts } = await replay(
        { log: parts.log, vault: parts.vault, registry: parts.registry, records: loadRecords(), catalogue, policyOf },
        {},
      )
      expect(findings).toEqual([])
      expect(counts.match).toBeGreaterThan(10)
      const { json } = await world.get('/v1/access-records?limit=1000', 'auditor')
      const actions = (json as { items: { action: string; outcome: string }[] }).items.map(({ action, outcome }) => `${action} ${outcome}`)
      for (const action of [
        'publication permit',
        'publication not_found',
        'publication-list permit',
        'publication-open permit',
        'publication-open not_found',
      ])
        expect(actions).toContain(action)
    })
  })
})
