import type { Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { endAllocated, giveAllocated, listAllocated } from '../../commands/allocate.ts'
import { createOutput } from '../../commands/output.ts'
import { listenForCommands } from '../../commands/socket.ts'
import type { AllocationItem } from '../../gateway/step-up/allocations/list.ts'
import type { TimelineItem } from '../../gateway/read/item.ts'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { readerOf } from '../flow/reading.ts'
import { startStepUpWorld, type StepUpWorld } from '../gateway/step-up/world.ts'

const COORDINATOR = readerOf('westmere-coordinator', 'marac_coordinator', 'westmere-marac', 'listed')
const REASON = 'She was referred on Tuesday and has met this worker, who plans her safety.'

describe('throughline allocate', () => {
  let world: StepUpWorld
  let socket: Server
  beforeAll(async () => {
    world = await startStepUpWorld()
    await world.running.link('case', [world.event], [COORDINATOR])
    socket = await listenForCommands(world.running.data, { origin: async () => world.running.service.origin })
  }, 120_000)
  afterAll(async () => {
    socket.close()
    await world.running.stop()
    world.running.remove()
  })

  it('gives, lists and ends an allocation by the running service, as the person whose token it is', async () => {
    const configuration = readConfiguration({ THROUGHLINE_DATA: world.running.data })
    const who = { case: world.caseFor('westmere-marac'), token: await world.running.token(COORDINATOR.id) }
    const { json } = await world.get(`/v1/cases/${who.case}/timeline?purpose=marac_risk_management`, COORDINATOR.id)
    const [first] = (json as { items: TimelineItem[] }).items
    const given = {
      ...who,
      worker: 'westmere-idva:westmere-idva-lv1',
      role: 'idva',
      purpose: 'victim_safety_planning',
      event: first?.id ?? '',
      until: '2025-10-01',
      reason: REASON,
    }
    const printed: string[] = []
    const output = {
      ...createOutput(false),
      result: (text: string) => {
        printed.push(text)
      },
    }
    expect(await giveAllocated(configuration, given, output)).toBe(0)
    expect(await listAllocated(configuration, who, output)).toBe(0)
    expect(printed.join('\n')).toContain('westmere-idva:westmere-idva-lv1  idva  victim_safety_planning  until 2025-10-01')
    const { items } = (await world.get(`/v1/cases/${who.case}/allocations?purpose=marac_risk_management`, COORDINATOR.id)).json as {
      items: AllocationItem[]
    }
    expect(
      await endAllocated(
        configuration,
        { ...who, id: items[0]?.id ?? '', reason: 'She has another worker since this morning, as she asked for.' },
        output,
      ),
    ).toBe(0)
    expect(await listAllocated(configuration, who, output)).toBe(0)
    expect(printed.at(-1)).toBe('Nobody is allocated.')
    await expect(giveAllocated(configuration, { ...given, until: '2027-01-01' }, output)).rejects.toThrow('/until: Give the last day')
    await expect(listAllocated(configuration, { ...who, token: await world.running.token('westmere-idva-lv1') }, output)).rejects.toThrow(
      'Not yours to allocate',
    )
  })
})
