import { setTimeout as sleep } from 'node:timers/promises'
import { createValueJudge } from '../../core/publish/judge-value.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import type { AgencyType } from '../../schemas/generated/codes.ts'
import { backoffDelay } from '../agency-client/backoff.ts'
import { createHttpTransport } from '../agency-client/http-way.ts'
import { createHttp, type HttpOptions } from '../agency-client/http.ts'
import type { Waiting } from '../agency-client/waiting.ts'
import { ImportError } from './errors.ts'

/**
 * What became of an event: the service has it, or refuses it. `receipt`: the id of its receipt to come. `held`, `warnings`: what a dry run finds in an event that would be taken.
 */
export type Taken =
  | {
      readonly status: 'taken'
      readonly receipt?: string | undefined
      readonly held?: readonly FieldError[]
      readonly warnings?: readonly FieldError[]
    }
  | { readonly status: 'rejected'; readonly errors: readonly FieldError[] }

/** Gives events (CloudEvents JSON) away, in one batch; what became of each, in their order, once it is durable. */
export type TakeEvents = (bodies: readonly string[]) => Promise<readonly Taken[]>

/** Where imports go: behind everybody's live events. */
const PATH = '/v1/events?inbox=import'
/** So long is a service that does not answer tried again, before the import gives up; it can be gone on with. */
const PATIENCE_MS = 15 * 60_000

const waitingOf = (body: string, position: number): Waiting => {
  const { id, source } = JSON.parse(body) as { readonly id: string; readonly source: string }
  return { position, id, source, body }
}

/**
 * Publishes events to the import inbox of a service. Rejects with ImportError `refused` when the service takes nothing for a quarter of an hour.
 * `onWaiting`: called before each pause with its length (ms).
 */
export function createImportPublisher(options: HttpOptions, clock: Clock, onWaiting: (ms: number) => void): TakeEvents {
  const transport = createHttpTransport(createHttp(options), clock, PATH)
  const { signal } = new AbortController()
  return async (bodies) => {
    const answers = new Map<number, Taken>()
    let waiting = bodies.map(waitingOf)
    let most = waiting.length
    let failures = 0
    for (let since = clock.now(); waiting.length > 0;) {
      const batch = waiting.slice(0, most)
      const { verdict, wait = 0 } = await transport.deliver(batch, signal)
      if (verdict.kind === 'split') {
        most = Math.ceil(batch.length / 2)
        continue
      }
      if (verdict.kind === 'settled') {
        for (const event of verdict.delivered) answers.set(event.position, { status: 'taken', receipt: verdict.receipts?.get(event) })
        for (const {
          event: { position },
          errors,
        } of verdict.refused)
          answers.set(position, { status: 'rejected', errors })
        waiting = waiting.filter(({ position }) => !answers.has(position))
        if (verdict.unanswered.length === 0) {
          failures = 0
          since = clock.now()
          continue
        }
      }
      if (clock.now() - since > PATIENCE_MS)
        throw new ImportError('refused', 'The service takes nothing. What was taken is kept: give the same command to go on.')
      failures += 1
      const ms = wait + backoffDelay(failures, Math.random())
      onWaiting(ms)
      await sleep(ms)
    }
    return bodies.map((_, position) => answers.get(position) ?? { status: 'taken' })
  }
}

/** Judges events as the service would, and gives them to nobody. Without the agency's type, who may publish what (G02) is not judged. */
export function createDryPublisher(catalogue: Catalogue, type: AgencyType | undefined, clock: Clock): TakeEvents {
  const judge = createValueJudge(catalogue)
  return (bodies) => {
    const now = new Date(clock.now()).toISOString()
    return Promise.resolve(
      bodies.map((body): Taken => {
        const judgement = judge(JSON.parse(body), (agency) => ({ agency, type }), now)
        return judgement.status === 'rejected' ? judgement : { status: 'taken', held: judgement.held, warnings: judgement.warnings }
      }),
    )
  }
}
