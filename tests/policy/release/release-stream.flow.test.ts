import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { EventSource } from 'eventsource'
import { currentReleaseFiles } from '../../../policy/release/files.ts'
import type { ReleaseFiles } from '../../../policy/release/load.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { AFTER_ALL, demoChronologies, demoReaders, openDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { inForce } from '../../fixtures/released-policy.ts'

const READER = 'norshire-coordinator'
const PATIENCE_MS = 60_000
const EVENTS = 3

describe('a policy release under a live timeline', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await openDemoWorld()
    world.clock.moveTo(AFTER_ALL)
    const kestrel = demoChronologies.find(({ name }) => name === 'KESTREL')
    for (const event of kestrel?.events.slice(0, EVENTS) ?? []) await world.send(event)
    await world.link(demoReaders)
  }, 120_000)
  afterAll(async () => {
    await world.close()
  })

  it('ends it, and a standard EventSource gets the whole timeline from the gateway that takes over: it never hears a refusal', async () => {
    const current = currentReleaseFiles(loadCatalogue())
    const path = 'tables/roles.json'
    const stricter: ReleaseFiles = new Map(current).set(
      path,
      (current.get(path) ?? '').replace('"caps": {"VIC_LOC": "R"}', '"caps": {"VIC_LOC": "W"}'),
    )
    const token = await world.token(READER)
    const answers: number[] = []
    const heard: (readonly [string, unknown])[] = []
    const caseId = await world.caseId('KESTREL', 'norshire-marac')
    const source = new EventSource(`${world.service.origin}/v1/cases/${caseId}/timeline/stream?purpose=marac_risk_management`, {
      fetch: async (url, init) => {
        const answer = await fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } })
        answers.push(answer.status)
        return answer
      },
    })
    source.addEventListener('timeline', ({ data }) => {
      heard.push(['timeline', (JSON.parse(String(data)) as { readonly complete: boolean }).complete])
    })
    source.addEventListener('end', ({ data }) => {
      heard.push(['end', (JSON.parse(String(data)) as { readonly status: number }).status])
    })
    const until = async (count: number): Promise<void> => {
      for (const end = performance.now() + PATIENCE_MS; heard.length < count && performance.now() < end;) await sleep(20)
    }
    try {
      await until(1)
      await inForce(world, stricter)
      await until(3)
      expect(heard).toEqual([
        ['timeline', true],
        ['end', 503],
        ['timeline', true],
      ])
      expect([new Set(answers), source.readyState]).toEqual([new Set([200]), EventSource.OPEN])
    } finally {
      source.close()
    }
  }, 180_000)
})
