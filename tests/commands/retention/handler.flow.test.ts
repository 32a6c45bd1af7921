import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { retentionHandler, type DueOfCase, type RetentionRun } from '../../../commands/retention/handler.ts'
import { replayAndVerify } from '../../../commands/verify.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { demoChronologies, loadDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'

const DAY_MS = 86_400_000

describe('how long cases are kept', () => {
  let world: DemoWorld
  let kestrel = ''
  const step = (what: Record<string, unknown>): Promise<unknown> => retentionHandler(world.service)(what)
  const due = async (): Promise<readonly DueOfCase[]> =>
    (await step({ step: 'due', token: await world.token('dpo') })) as readonly DueOfCase[]
  const dueOf = async (caseLog: string): Promise<DueOfCase | undefined> => (await due()).find(({ cases }) => cases.includes(caseLog))
  const run = async (): Promise<RetentionRun> => (await step({ step: 'run' })) as RetentionRun
  const decide = async (what: Record<string, unknown>, second = 'admin'): Promise<unknown> =>
    step({
      step: 'decide',
      case: kestrel,
      token: await world.token('dpo'),
      second: second === '' ? '' : await world.token(second),
      ...what,
    })

  beforeAll(async () => {
    world = await loadDemoWorld()
    kestrel = await world.caseLog('KESTREL')
  }, 240_000)
  afterAll(async () => {
    await world.close()
  })

  it('an old way of reaching her goes by itself, ninety days after a newer one, and once', async () => {
    const [event] = demoChronologies.flatMap(({ events }) => events).filter(({ type }) => type === 'voice.contact-safety-set')
    if (event === undefined) throw new Error('The demo has none.')
    const day = new Date(world.clock.now()).toISOString().slice(0, 10)
    const newer = {
      ...event,
      id: uuidOf('newer', event.id),
      time: `${day}T10:00:00Z`,
      data: {
        ...event.data,
        agency_record_ref: 'newer',
        occurred: { from: day, precision: 'day' },
        recorded_at: `${day}T10:00:00Z`,
        details: { ...(event.data.details as object), valid_until: day },
      },
    }
    world.clock.moveTo(Date.parse(`${day}T11:00:00Z`))
    expect(await world.send(newer)).toMatchObject({ status: 'accepted' })
    expect((await due()).flatMap((one) => one.due.filter(({ then }) => then === 'automatic'))).toEqual([])
    expect(await run()).toEqual({ cases: 0, events: 0 })
    world.clock.moveTo(world.clock.now() + 92 * DAY_MS)
    const found = (await due()).flatMap((one) => one.due.filter(({ then }) => then === 'automatic'))
    expect(found).toMatchObject([{ class: 'r6_loc_90d', events: [event.id] }])
    expect(await run()).toEqual({ cases: 1, events: 1 })
    expect(await run()).toEqual({ cases: 0, events: 0 })
  }, 60_000)

  it('a case is due for a review six years after its last event, and not while it is held or extended', async () => {
    world.clock.moveTo(Date.parse('2033-01-01T12:00:00Z'))
    const before = await dueOf(kestrel)
    expect([before?.holds, before?.due.every(({ then }) => then === 'review')]).toEqual([[], true])
    expect(before?.due.flatMap(({ events }) => events).length).toBeGreaterThan(10)
    await decide({ kind: 'hold', ground: 'death_review' }, '')
    expect(await dueOf(kestrel)).toMatchObject({ holds: [expect.stringContaining('death review')], due: [] })
    await expect(
      step({ step: 'erase', case: kestrel, token: await world.token('dpo'), second: await world.token('admin') }),
    ).rejects.toThrow(/is held/)
    await expect(decide({ kind: 'lift', ground: 'death_review' }, '')).rejects.toThrow(/another person/)
    await expect(decide({ kind: 'extend', ground: 'death_review', until: '2034-01-01' })).rejects.toThrow(/--ground/)
    await decide({ kind: 'lift', ground: 'death_review' })
    await decide({ kind: 'extend', ground: 'safeguarding', until: '2034-01-01' })
    expect((await dueOf(kestrel))?.due ?? []).toEqual([])
    world.clock.moveTo(Date.parse('2034-01-02T12:00:00Z'))
    expect((await dueOf(kestrel))?.due.length).toBeGreaterThan(0)
  }, 60_000)

  it('is erased after the review by two people, and by no timer; nothing is left of it to be due, and verify and replay pass', async () => {
    const events = (await dueOf(kestrel))?.due.flatMap((item) => item.events).length ?? 0
    expect(await run()).toEqual({ cases: 0, events: 0 })
    const dpo = await world.token('dpo')
    await expect(step({ step: 'erase', case: kestrel, token: dpo, second: dpo })).rejects.toThrow(/another person/)
    expect(await step({ step: 'erase', case: kestrel, token: dpo, second: await world.token('admin') })).toEqual({ cases: 1, events })
    expect((await dueOf(kestrel))?.due ?? []).toEqual([])
    const { findings, store } = await replayAndVerify(world.parts, {})
    expect([findings, store]).toEqual([[], []])
    const { items } = (await (await world.get('/v1/access-records?limit=1000', 'auditor')).json()) as {
      items: { action: string; agency: string }[]
    }
    expect(items.filter(({ action }) => action === 'retention-run').map(({ agency }) => agency)).toEqual(['', 'throughline-operator'])
  }, 120_000)
})
