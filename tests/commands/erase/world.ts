import type { CloudEventJson } from '../../../commands/demo/folder.ts'
import { eraseHandler, type Erased } from '../../../commands/erase/handler.ts'
import type { PersonOfCase } from '../../../commands/erase/people.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { AFTER_ALL, auditTasks, demoChronologies, demoReaders, openDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { createMarker } from '../../flow/canary/mark.ts'

const MARKED_EVENTS = 9
const eventsOf = (name: string): readonly CloudEventJson[] => demoChronologies.find((one) => one.name === name)?.events ?? []

/** Two cases, everything personal of them marked, and their readers. */
export async function openMarkedWorld() {
  const catalogue = loadCatalogue()
  const markers = { KESTREL: createMarker(), LINNET: createMarker() }
  const world = await openDemoWorld()
  world.clock.moveTo(AFTER_ALL)
  const sent = new Map<string, readonly CloudEventJson[]>()
  for (const name of ['KESTREL', 'LINNET'] as const) {
    const events = eventsOf(name)
      .slice(0, MARKED_EVENTS)
      .map((event) => {
        const schema = catalogue.types.get(event.type)
        if (schema === undefined) throw new Error('No such type.')
        return markers[name].event(event, schema)
      })
    for (const event of events) {
      const { status } = await world.send(event)
      if (status !== 'accepted') throw new Error(`${event.type} was ${status}.`)
    }
    sent.set(name, events)
  }
  await world.link([...demoReaders, ...auditTasks])
  return { world, markers, sent }
}

/** A step of an erasure, by somebody. */
export async function erase(world: DemoWorld, as: string, step: Record<string, unknown>): Promise<unknown> {
  return eraseHandler(world.service)({ ...step, token: await world.token(as) })
}

/** An erasure that the data protection officer proposes and an administrator approves. */
export async function eraseByTwo(world: DemoWorld, what: Record<string, unknown>): Promise<Erased> {
  const { id } = (await erase(world, 'dpo', { step: 'propose', reason: 'art17_unlawful', ...what })) as { id: string }
  return (await erase(world, 'admin', { step: 'approve', id })) as Erased
}

export const peopleOf = async (world: DemoWorld, caseLog: string): Promise<readonly PersonOfCase[]> =>
  (await erase(world, 'dpo', { step: 'people', case: caseLog })) as readonly PersonOfCase[]
