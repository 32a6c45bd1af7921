import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { registerAgencies } from '../../../commands/agencies.ts'
import { readFolder } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { replayAndVerify } from '../../../commands/verify.ts'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { createSearch, filesOf } from '../../flow/canary/search.ts'
import { inForce, readerOf } from '../../flow/reading.ts'
import { codeOf, plain, SOUGHT, startStepUpWorld, type StepUpWorld } from './world.ts'

const MARAC = 'purpose=marac_risk_management'
const AUDIT = 'purpose=audit'
const BAIL = 'purpose=bail_decision'
const REASON = 'Rung back on the number of the directory; the desk had the man in custody.'
const COORDINATOR = readerOf('westmere-coordinator', 'marac_coordinator', 'westmere-marac', 'listed')
const CONTACT = 'Duty officer, 01632 960001'

interface Item {
  readonly id: string
  readonly case: string
  readonly kind: string
  readonly sender: string
  readonly count: number
  readonly due: string
  readonly overdue: boolean
  readonly workers: readonly string[]
}
interface Answered {
  readonly id: string
  readonly answer: string
  readonly staff: string
  readonly reason: string
  readonly own: boolean
  readonly kind: string
}
interface List {
  readonly items: readonly Item[]
  readonly answered: readonly Answered[]
  readonly contact: string | null
}

describe('the list to confirm and to compare', () => {
  let world: StepUpWorld
  const stranger = {
    id: 'norshire-other-chair',
    name: 'Other Chair',
    role: 'marac_chair',
    agency: agencyNamed('norshire-marac'),
    links: [],
  }
  beforeAll(async () => {
    world = await startStepUpWorld({ count: 17, readers: [stranger] })
    const operator = readFolder(DEMO_FOLDER, { only: [] }).agencies.filter(({ type }) => type === 'bus_operator')
    await registerAgencies(
      world.running.parts,
      operator.map((agency) => ({ ...agency, contact: CONTACT })),
    )
    await world.running.link('case', [world.event], [COORDINATOR])
    for (const number of ['CU/25/004417', 'CU/25/004418'])
      await world.post(`/v1/allocations/desk?${BAIL}`, 'westmere-bail', { about: SOUGHT, number })
    await inForce(world.running)
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const list = async (as: string, purpose: string): Promise<List> => (await world.get(`/v1/confirmations?${purpose}`, as)).json as List
  const answer = (as: string, purpose: string, id: string, given: string) =>
    world.post(`/v1/confirmations/${id}?${purpose}`, as, { answer: given, reason: REASON })
  const desk = async (): Promise<number> =>
    (
      (await world.get(`/v1/cases/${world.caseFor('westmere-police')}/timeline?${BAIL}&limit=200`, 'westmere-bail')).json as {
        items?: unknown[]
      }
    ).items?.length ?? 0

  it('has one line per case, kind and sender, with a count, who, and a due time of one working day', async () => {
    const { items, answered, contact } = await list(COORDINATOR.id, MARAC)
    // Given on a Friday: due on Monday.
    expect(items).toMatchObject([
      {
        kind: 'allocation',
        sender: 'Westmere Police',
        count: 2,
        workers: ['westmere-police:westmere-bail', 'westmere-police:westmere-bail'],
        due: expect.stringMatching(/^2025-09-08T/),
        overdue: false,
      },
    ])
    expect([answered, contact]).toEqual([[], CONTACT])
  })

  it('is the coordinating agency’s and the operator’s officer’s, and nobody else’s', async () => {
    expect((await list('dpo', AUDIT)).items).toMatchObject([{ kind: 'allocation', count: 2 }])
    expect((await list(stranger.id, MARAC)).items).toEqual([])
    expect((await list('westmere-idva-lv1', 'purpose=victim_safety_planning')).items).toEqual([])
    expect(codeOf(await world.get(`/v1/confirmations?${AUDIT}`, COORDINATOR.id))).toBe('deny_role_purpose')
    const [mine] = (await list(COORDINATOR.id, MARAC)).items
    const none = await answer(stranger.id, MARAC, 'A'.repeat(22), 'ended')
    expect(codeOf(none)).toBe('not-found')
    expect(plain(await answer(stranger.id, MARAC, mine?.id ?? '', 'ended'))).toEqual(plain(none))
    expect((await answer(COORDINATOR.id, MARAC, mine?.id ?? '', 'perhaps')).json).toMatchObject({ errors: [{ pointer: '/answer' }] })
  })

  it('is answered once for every event of the line, at once; the history says who, what and why; and an answer can be taken back', async () => {
    const before = await desk()
    const [mine] = (await list(COORDINATOR.id, MARAC)).items
    expect((await answer(COORDINATOR.id, MARAC, mine?.id ?? '', 'ended')).json).toMatchObject({ in_force: true })
    expect(await desk()).toBeLessThan(before)
    const after = await list(COORDINATOR.id, MARAC)
    expect([after.items, (await list('dpo', AUDIT)).items]).toEqual([[], []])
    expect(after.answered).toMatchObject(
      Array.from({ length: 2 }, () => ({
        answer: 'ended',
        kind: 'allocation',
        staff: 'westmere-marac:westmere-coordinator',
        reason: REASON,
        own: true,
      })),
    )
    for (const { id } of after.answered) expect((await answer(COORDINATOR.id, MARAC, id, 'retracted')).status).toBe(201)
    expect(await desk()).toBe(before)
    expect((await list(COORDINATOR.id, MARAC)).items).toHaveLength(1)
  })

  it('has a block first, for the operator’s officer where no meeting lists the case, and never for whom it names', async () => {
    const { event } = world
    await world.send({
      ...event,
      id: uuidOf('confirmations', 'block'),
      type: 'case.access-blocked',
      source: '/agencies/westmere-police/records',
      data: {
        ...event.data,
        harmed: [],
        details: {
          case_id: 'LM1',
          blocked_kind: 'user',
          blocked_ref: 'westmere-csc:westmere-social-worker',
          reason: 'related_to_party',
          from_on: '2025-09-05T09:00:00+01:00',
          requested_by: 'Duty inspector',
          shown_to_user_as: 'not found',
        },
      },
    })
    const [block, ...others] = (await list('dpo', AUDIT)).items
    expect([block, others.map(({ kind }) => kind)]).toMatchObject([
      { kind: 'block', sender: 'Westmere Police', count: 1, workers: [] },
      ['allocation'],
    ])
    expect(JSON.stringify(block)).not.toContain('westmere-social-worker')
    expect((await list(COORDINATOR.id, MARAC)).items.map(({ kind }) => kind)).toEqual(['allocation'])
    expect((await answer('dpo', AUDIT, block?.id ?? '', 'ended')).status).toBe(201)
    const after = await list('dpo', AUDIT)
    expect([after.items.map(({ kind }) => kind), after.answered.find(({ kind }) => kind === 'block')]).toMatchObject([
      ['allocation'],
      { answer: 'ended', staff: 'throughline-operator:dpo' },
    ])
  })

  it('is a page in the overview, with how many wait; an answer there needs words', async () => {
    const visitor = createVisitor(world.running.service.origin)
    const csrf = hiddenField((await signIn(visitor, COORDINATOR.id)).text, 'csrf')
    expect((await visitor.submit('/purpose', { csrf, purpose: 'marac_risk_management' })).text).toContain('To confirm and compare: 1')
    const page = await visitor.open('/confirmations')
    for (const words of [
      'Its own worker was allocated, says Westmere Police',
      CONTACT,
      'westmere-police:westmere-bail',
      '8 September 2025',
    ])
      expect(page.text).toContain(words)
    const action = /action="(\/confirmations\/[^"]+)"/.exec(page.text)?.[1] ?? ''
    const wrong = await visitor.submit(action, { csrf, answer: 'confirmed', reason: 'Fine.' })
    expect([wrong.status, wrong.text.includes('There is a problem')]).toEqual([400, true])
    const done = await visitor.submit(action, { csrf, answer: 'confirmed', reason: REASON })
    expect([
      done.status,
      done.text.includes('There is nothing for you to confirm.'),
      done.text.includes('Confirmed: Its own worker was allocated'),
    ]).toEqual([200, true, true])
  })

  it('rests on a table that everybody may read: a row for each kind of instrument, and for the two rules that tell of others', async () => {
    const { status, text } = await createVisitor(world.running.service.origin).open('/policy')
    const [, table = ''] = text.split('What takes effect, and who ends it')
    const [rows = ''] = table.split('</table>')
    expect([status, [...rows.matchAll(/<th scope="row"[^>]*>([^<:]+)/g)].map(([, name]) => name)]).toEqual([
      200,
      [
        'Allocation',
        'Listing',
        'Block',
        'Her refusal, and the classes that she leaves out',
        'Her agreement',
        'Override',
        'Objection and restriction of use',
        'Two cases or people are said to be one',
        'A case or a person is said to be two',
        'Approval of a class for somebody else',
        'G11',
        'G13',
      ],
    ])
    expect(rows.match(/<td/g)).toHaveLength(36)
    for (const words of [
      'at most six months',
      'at the latest 12 months after',
      'for 72 hours',
      'contradict: when',
      'from before the resolution',
    ])
      expect(rows).toContain(words)
  })

  it('leaves its words in no log line and in no clear part, and every record of it replays', async () => {
    const { data, logged, parts } = world.running
    expect(
      createSearch([REASON, 'CU/25/00441'])([
        ...filesOf(data),
        ...logged.map((line, at) => ({ where: `line ${String(at)}`, bytes: Buffer.from(line) })),
      ]),
    ).toEqual([])
    const { counts, findings, store } = await replayAndVerify(parts, {})
    expect({ findings, store, others: Object.keys(counts) }).toEqual({ findings: [], store: [], others: ['match'] })
  })
})
