import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../../demo')

/** A CloudEvent of the demo, as its agency sends it. */
export interface DemoEvent {
  [attribute: string]: unknown
  id: string
  source: string
  type: string
  time: string
  data: Record<string, unknown> & { details: Record<string, unknown>; subject: Record<string, unknown>; harmed: Record<string, unknown>[] }
}

/** Every event of the demo's chronologies and single events. */
export const demoEvents = (): DemoEvent[] =>
  ['kestrel', 'linnet', 'single-events'].flatMap((name) =>
    readFileSync(join(folder, `${name}.cloudevents.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as DemoEvent),
  )

/** The first demo event of a type, as a copy to change. */
export function demoEvent(type = 'behaviour.incident-recorded'): DemoEvent {
  const found = demoEvents().find((event) => event.type === type)
  if (found === undefined) throw new RangeError('The demo has no event of that type.')
  return found
}
