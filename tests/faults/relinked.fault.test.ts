import { afterAll, describe, expect, it } from '@jest/globals'
import type { CloudEventJson } from '../../commands/demo/folder.ts'
import { decided, incidentOf, type Pair } from '../flow/relinked/people.ts'
import { createHits } from './hits.ts'
import { createInstallation, type Installation } from './installation.ts'

/** Points at which a decision of who is who is half done. */
const POINTS = ['after-decision', 'after-moved'] as const
const hits = createHits(POINTS)

const [rightful, wrongful]: readonly [Pair, Pair] = [{ number: 11 }, { number: 12 }]
const opener = incidentOf(rightful, 'Opener')
const known = incidentOf(wrongful, 'Known')
const wrong = incidentOf(wrongful, 'Wrong')

async function publish(installation: Installation, ...events: readonly CloudEventJson[]): Promise<void> {
  for (const event of events) {
    const { status } = await installation.request('westmere-police', '/v1/events', {
      method: 'POST',
      body: JSON.stringify(event),
      headers: { 'content-type': 'application/cloudevents+json' },
    })
    expect(status).toBe(202)
    await installation.evidence()
  }
}

/** The events on each timeline, by the words of their agency. */
async function timelines(installation: Installation): Promise<readonly (readonly string[])[]> {
  const { events, findings } = await installation.evidence()
  expect(findings).toEqual([])
  const names = new Map([opener, known, wrong].map(({ id, data }) => [id, data.agency_record_ref ?? '']))
  return [...Map.groupBy(events, ({ case_log: caseLog }) => caseLog).values()].map((of) =>
    of.map(({ event_id: id }) => names.get(id) ?? id),
  )
}

describe('a decision of who is who, when the service is killed with -9 in the middle of it', () => {
  afterAll(() => {
    hits.print()
  })

  it.each(POINTS)(
    '%s: takes effect once',
    async (point) => {
      const installation = createInstallation()
      try {
        await installation.start()
        await publish(installation, opener, known, wrong)
        await installation.kill()
        await installation.start(`${point}:1`)
        await publish(installation, decided('link_person', rightful, [wrong])).catch(() => undefined)
        expect(await installation.died()).toBe(point)
        hits.add(point)
        await installation.start()
        expect((await timelines(installation)).toSorted()).toEqual([
          ['Known', 'Wrong'],
          ['Opener', 'Wrong'],
        ])
      } finally {
        await installation.remove()
      }
    },
    180_000,
  )
})
