import { agencyOf, type CloudEventJson } from '../../commands/demo/folder.ts'
import type { Serving } from './serving.ts'

/**
 * Sends events that take effect, one after another, until one is answered as in force: then the timeline has everything that intake had placed before.
 * A build says so only within five seconds; then the next event asks again. Rejects when none is.
 */
export async function untilInForce({ origin, token, build }: Serving, events: readonly CloudEventJson[]): Promise<void> {
  for (const event of events) {
    const response = await fetch(`${origin}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await token(agencyOf(event))}`, 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(event),
    })
    if (response.status !== 202) throw new Error(`The build ${build.name} answered ${response.status} to an event that takes effect.`)
    const { results } = (await response.json()) as { readonly results: readonly { readonly in_force?: boolean | 'not_told' }[] }
    if (results[0]?.in_force === undefined)
      throw new Error(`The build ${build.name} does not say when an event is in force: it is too old to be measured.`)
    // To who has no link to the case it is not told, after the same wait.
    if (results[0].in_force !== false) return
  }
  throw new Error(`The build ${build.name} had nothing in force after ${events.length} events.`)
}
