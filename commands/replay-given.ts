import { randomUUID } from 'node:crypto'
import { replayRange } from '../gateway/api/audit/replay-range.ts'
import type { ReplayRange } from '../gateway/audit/replays.ts'
import { ConfigurationError } from '../infra/configuration/configuration.ts'
import { agencyIdOf } from '../schemas/ids.ts'
import type { ReplayAsked } from './replay.ts'

/** What a replay is asked for with. */
export interface ReplayOptions {
  readonly from?: string
  readonly to?: string
  readonly ids?: string
  readonly case?: string
  readonly person?: string
  readonly reader?: string
  readonly action?: string
  readonly resume?: string
  readonly workers?: number
}

/** The range that was given. Throws ConfigurationError for what is not as it must be. */
export function rangeGiven({ from, to, ids, case: caseLog, person, reader, action }: ReplayOptions): ReplayRange {
  const given = { from, to, ids: ids?.split(',').map((id) => id.trim()), case: caseLog, person, reader, action }
  // The command has no agency: a case is given as its case log.
  const range = replayRange(given, agencyIdOf('none'), { inside: () => undefined })
  if (!range.ok)
    throw new ConfigurationError(
      range.errors.map(({ pointer, detail }) => `--${pointer.slice(1).split('/')[0] ?? ''}: ${detail}`).join('\n'),
    )
  return range.value
}

/** The replay that was asked for. Throws ConfigurationError for a range that is not as it must be. */
export const replayGiven = (options: ReplayOptions): ReplayAsked => ({
  id: options.resume ?? randomUUID(),
  resume: options.resume !== undefined,
  range: rangeGiven(options),
  ...(options.workers === undefined ? {} : { workers: options.workers }),
})
