import { createDecoder, type Decoder } from '../../../schemas/codec/resolvers.ts'
import { readControlLog, type ControlLog } from './control-log.ts'
import type { ReplayDeps } from './deps.ts'
import type { JudgeDeps } from './judge.ts'
import { readLinksLog, type LinksLog } from './links-log.ts'
import { policiesOnce } from './policies.ts'
import { createGroupNames, type GroupNames } from './read-groups.ts'

const LIMITS = { maxBytes: 2 ** 24, maxItems: 1_000_000 }

/** The logs that are of no one case. */
export interface SharedLogs {
  readonly control: ControlLog
  readonly links: LinksLog
}

/** Number of the last entry of a shared log whose running hash a record has as the log has it; -1: none. */
export type SharedConfirmed = Readonly<Record<keyof SharedLogs, number>>

/** What every read of a replay is judged over, read once. */
export interface ReplayGround {
  readonly deps: ReplayDeps
  readonly decoder: Decoder
  readonly shared: SharedLogs
  readonly names: GroupNames
  readonly secrets: JudgeDeps['secrets']
}

/** Reads the logs that are of no one case, and the secrets of tokens and ids. */
export async function readGround(deps: ReplayDeps): Promise<ReplayGround> {
  const { log, vault, registry, records } = deps
  const types = new Map([...records.values()].map(({ subject, avro }) => [subject, avro]))
  const decoder = createDecoder({ schemaOf: (id) => registry.schemaOf(id), readerOf: (subject) => types.get(subject), limits: LIMITS })
  const secrets = { linking: await vault.secret('linking'), readerIds: await vault.secret('reader-ids') }
  return {
    deps: { ...deps, policyOf: policiesOnce(deps.policyOf) },
    decoder,
    secrets,
    names: createGroupNames(secrets.readerIds),
    shared: { control: await readControlLog(log, decoder), links: await readLinksLog(log, decoder) },
  }
}
