import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { replayAndVerify } from '../../../commands/verify.ts'
import { heads } from '../audit/replay/inspect.ts'
import { readerOf } from '../../flow/reading.ts'
import { REASON, startStepUpWorld, type StepUpWorld } from '../step-up/world.ts'

const ALLOCATED = readerOf('westmere-idva-lv1', 'idva', 'westmere-idva', 'allocated')
/** Of the same agency, without a link. */
const COLLEAGUE = 'westmere-rep'
const MARAC = 'purpose=marac_risk_management'

interface Listed {
  readonly items: readonly { readonly id: string }[]
  readonly need_words: readonly object[]
}

describe('a case that needs words first', () => {
  let world: StepUpWorld
  beforeAll(async () => {
    world = await startStepUpWorld()
    await world.running.link('case', [world.event], [ALLOCATED])
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const list = async (as: string, purpose = MARAC): Promise<Listed> => {
    const { items, need_words: needWords } = (await world.get(`/v1/cases?${purpose}`, as)).json as Listed
    return { items, need_words: needWords }
  }

  it('is on the list of its linked reader by nothing but its id, and on nobody else’s', async () => {
    const id = world.caseFor('westmere-idva')
    expect(await list(ALLOCATED.id)).toEqual({ items: [], need_words: [{ id }] })
    expect(await list(COLLEAGUE)).toEqual({ items: [], need_words: [] })
    const refused = await world.get(`/v1/cases/${id}?${MARAC}`, ALLOCATED.id)
    expect([refused.status, (refused.json as { code: string }).code]).toEqual([403, 'deny_justification'])
    const given = (await world.post(`/v1/cases/${id}/justifications?${MARAC}`, ALLOCATED.id, { words: REASON })).json as { id: string }
    const read = await world.get(`/v1/cases/${id}?${MARAC}&justification=${encodeURIComponent(given.id)}`, ALLOCATED.id)
    expect([read.status, (read.json as { subject: { family_name: string } }).subject.family_name]).toEqual([200, 'Reid'])
  })

  it('is an ordinary line for a purpose that asks for no words', async () => {
    const { items, need_words: needWords } = await list(ALLOCATED.id, 'purpose=victim_safety_planning')
    expect([items.map(({ id }) => id), needWords]).toEqual([[world.caseFor('westmere-idva')], []])
  })

  it('is on record with the list, and a replay names the same cases', async () => {
    await heads(world.running)
    const { counts, findings, store } = await replayAndVerify(world.running.parts, {})
    expect({ findings, store, others: Object.keys(counts) }).toEqual({ findings: [], store: [], others: ['match'] })
  })
})
