import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CloudEvent } from '../../../producers/agency-client/cloud-event.ts'

const [line = ''] = readFileSync(join(import.meta.dirname, '../../../demo/kestrel.cloudevents.jsonl'), 'utf8').split('\n')

/** The agency of `madeUpEvent`. */
export const AGENCY = 'norshire-police'

/** A valid event about made-up people, with an id of its own. */
export const madeUpEvent = (id: string = randomUUID()): CloudEvent => ({ ...(JSON.parse(line) as CloudEvent), id })
