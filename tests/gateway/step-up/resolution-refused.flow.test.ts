import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readEvents, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { replayAndVerify } from '../../../commands/verify.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { inForce, readerOf } from '../../flow/reading.ts'
import { startStepUpWorld, type StepUpWorld } from './world.ts'

const MARAC = 'purpose=marac_risk_management'
const AUDIT = 'purpose=audit'
const REASON = 'Seen and told to the chair; the sergeant was rung about the flag.'

interface List {
  readonly items: readonly { readonly id: string; readonly kind: string }[]
  readonly answered: readonly { readonly kind: string }[]
}

describe('a resolution about somebody with a live MARAC flag', () => {
  let world: StepUpWorld
  const heard = readerOf('coordinator-who-heard-it', 'marac_coordinator', 'westmere-marac', 'listed')
  const other = readerOf('coordinator-of-another', 'marac_coordinator', 'norshire-marac', 'listed')
  const linnet = readEvents(join(DEMO_FOLDER, 'linnet.cloudevents.jsonl'))
  const flag = linnet.findIndex(({ type }) => type === 'marac.case-heard') + 1
  const considered = linnet.find(({ type }) => type === 'oocr.considered')
  if (considered === undefined) throw new Error('LINNET has no resolution.')
  const resolution: CloudEventJson = {
    ...considered,
    id: uuidOf('resolution', 'while the flag is live'),
    time: '2025-03-03T12:00:00+00:00',
    data: {
      ...considered.data,
      occurred: { from: '2025-03-03', precision: 'day' },
      recorded_at: '2025-03-03T12:00:00+00:00',
      agency_record_ref: 'FLAG-1',
    },
  }
  beforeAll(async () => {
    world = await startStepUpWorld({ count: flag, readers: [heard, other] })
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })
  const list = async (as: string, purpose: string): Promise<List> => (await world.get(`/v1/confirmations?${purpose}`, as)).json as List

  it('is refused, and the MARAC whose flag it is hears that one was sent, by whom and when; nobody else does', async () => {
    expect((await list(heard.id, MARAC)).items).toEqual([])
    expect(await world.running.send(resolution)).toMatchObject({ status: 'rejected', errors: [{ code: 'G13' }] })
    await inForce(world.running)
    const { items } = await list(heard.id, MARAC)
    expect(items).toMatchObject([
      { kind: 'resolution', sender: 'Westmere Police', count: 1, since: expect.stringMatching(/^\d{4}-/), effect: 'waits', workers: [] },
    ])
    for (const said of [resolution.id, 'FLAG-1', 'eligible', 'Callum']) expect(JSON.stringify(items)).not.toContain(said)
    for (const [as, purpose] of [
      ['dpo', AUDIT],
      [other.id, MARAC],
    ] as const)
      expect((await list(as, purpose)).items).toEqual([])
  })

  it('is off the list once somebody there has answered; nobody else is told that either', async () => {
    const [line] = (await list(heard.id, MARAC)).items
    expect(
      (await world.post(`/v1/confirmations/${line?.id ?? ''}?${MARAC}`, heard.id, { answer: 'confirmed', reason: REASON })).status,
    ).toBe(201)
    expect(await list(heard.id, MARAC)).toMatchObject({ items: [], answered: [{ kind: 'resolution', sender: 'Westmere Police' }] })
    expect((await list('dpo', AUDIT)).answered).toEqual([])
  })

  it('changes no timeline, and every record of it replays', async () => {
    const { counts, findings, store } = await replayAndVerify(world.running.parts, {})
    expect({ findings, store, others: Object.keys(counts) }).toEqual({ findings: [], store: [], others: ['match'] })
  })
})
