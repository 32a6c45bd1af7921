import { join } from 'node:path'
import { readEvents, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { inForce } from '../../flow/reading.ts'
import { startRunning, type Answer, type Running } from '../../flow/running.ts'
import type { ReaderJson } from '../../../commands/demo/folder.ts'

export const NOW = Date.parse('2025-09-05T15:00:00Z')
export const HOUR = 3_600_000
export const REASON = 'A neighbour hears screams and a child; officers need to know what he has done before.'
export const SOUGHT = { scheme: 'PNC', value: '2011/0090211X', birth_date: '1993-05-08' }
export const LOOKUP = { ...SOUGHT, reason: REASON }

/** The first events of LINNET, and how its readers ask. */
export interface StepUpWorld {
  readonly running: Running
  readonly event: CloudEventJson
  /** The case's id for an agency. */
  caseFor(agency: string): string
  post(path: string, as: string, body: unknown): Promise<Answer>
  get(path: string, as: string): Promise<Answer>
  send(event: CloudEventJson): Promise<void>
}

/** Starts the system with the first `count` events of LINNET in force; nobody is linked but by its own. */
export async function startStepUpWorld({
  count = 2,
  readers = [],
}: { readonly count?: number; readonly readers?: readonly ReaderJson[] } = {}): Promise<StepUpWorld> {
  const running = await startRunning({ at: NOW, readers })
  const events = readEvents(join(DEMO_FOLDER, 'linnet.cloudevents.jsonl')).slice(0, count)
  const send = async (event: CloudEventJson): Promise<void> => {
    const { status } = await running.send(event)
    if (status !== 'accepted') throw new Error(`An event was ${status}.`)
    await inForce(running)
  }
  for (const event of events) await send(event)
  const [event] = events
  if (event === undefined) throw new Error('LINNET has no events.')
  const caseLog = await running.caseOf(event)
  return {
    running,
    event,
    send,
    caseFor: (agency) => running.service.reads.caseIds.outside(agencyNamed(agency), caseLog),
    post: (path, as, body) => running.ask(path, { as, type: 'application/json', body: JSON.stringify(body) }),
    get: (path, as) => running.ask(path, { method: 'GET', as }),
  }
}

/** An answer without its date and request id. */
export const plain = ({ status, text }: Answer): readonly [number, string] => [
  status,
  text.replaceAll(/^(date|x-request-id|ratelimit|access-record): .*$/gm, ''),
]

/** The code of a refusal, or the status of an answer. */
export const codeOf = ({ status, json }: Answer): unknown => (json as { readonly code?: string } | undefined)?.code ?? status
