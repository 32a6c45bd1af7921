import type { Telemetry } from '../../../infra/telemetry/telemetry.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { Problem, type EventResult, type ProblemCode } from '../problem.ts'

/** Refusals of a whole request that are of what its events say. */
const OF_EVENTS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'invalid-event',
  'no-event-accepted',
  'foreign-source',
  'not-parseable',
  'too-large',
])

/** Counts the events of a request that were rejected: what is accepted is counted when intake tells what became of it. */
export function countRejected(
  { eventRejected }: Pick<Telemetry, 'eventRejected'>,
  agency: AgencyId,
  results: readonly EventResult[],
): void {
  for (const { status, errors } of results) if (status === 'rejected') eventRejected(agency, errors ?? [], { atGateway: true })
}

/** Counts the events of a request that was refused whole. */
export function countRefused(telemetry: Pick<Telemetry, 'eventRejected'>, agency: AgencyId, error: unknown): void {
  if (!(error instanceof Problem)) return
  const { results, errors } = error.extras
  if (results !== undefined) countRejected(telemetry, agency, results)
  else if (OF_EVENTS.has(error.code)) telemetry.eventRejected(agency, errors ?? [{ code: error.code }], { atGateway: true })
}
