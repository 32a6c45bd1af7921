import { readFileSync } from 'node:fs'
import { systemClock } from '../infra/clock/clock.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { knownSchemas } from '../infra/registry/numbered/known-schemas.ts'
import { createNumberedLog } from '../infra/registry/numbered/log.ts'
import { readNumberings } from '../infra/registry/numbered/read-numberings.ts'
import { createNumberedRegistry } from '../infra/registry/numbered/registry.ts'
import { createLog } from '../infra/telemetry/logger.ts'
import { applyTopics, planTopics, TopicsError } from '../infra/topics/topics.ts'
import type { KafkaConnection } from '../infra/topics/connection.ts'
import type { PlanOptions } from '../infra/topics/plan.ts'
import type { Plan } from '../infra/topics/cluster-plan.ts'
import { planLines } from '../infra/topics/words.ts'
import { type AgencyId, isAgencyId } from '../schemas/ids.ts'
import { createRegistry, kafkaConnection, openEventLog } from './adapters.ts'
import type { Output } from './output.ts'
import { registeredAgencies } from './registered-agencies.ts'

export interface TopicsOptions {
  /** As an administrator of the cluster. */
  readonly connection: KafkaConnection
  /** Ids of the agencies that control.events registers. */
  readonly registered: () => Promise<readonly AgencyId[]>
  /** Agencies to come: a JSON file, a list of `{ "agency": id … }`, as demo/agencies.json. */
  readonly file?: string | undefined
  /** Before the names of topics, groups and users. */
  readonly prefix?: string
  /** Agencies whose rights are to be taken. Others that are neither registered nor in the file keep theirs. */
  readonly remove?: readonly string[]
}

function agenciesOf(file: string): readonly AgencyId[] {
  const entries: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const ids = Array.isArray(entries) ? entries.map((entry) => (entry as { readonly agency?: unknown } | null)?.agency) : [undefined]
  if (!ids.every((id): id is AgencyId => typeof id === 'string' && isAgencyId(id)))
    throw new Error('The file must be a JSON list of agencies, each with its id as "agency".')
  return ids
}

const planOptions = ({ prefix = '', remove = [] }: TopicsOptions): PlanOptions => ({ prefix, remove })

async function allAgencies({ registered, file, remove = [] }: TopicsOptions): Promise<readonly AgencyId[]> {
  const agencies = [...(await registered()), ...(file === undefined ? [] : agenciesOf(file))]
  return agencies.filter((agency) => !remove.includes(agency))
}

/** Prints the difference between the cluster and what it must be; exit code 1 when something is in the way. */
export async function plan(output: Output, options: TopicsOptions): Promise<number> {
  const difference = await planTopics(options.connection, await allAgencies(options), planOptions(options))
  output.result(planLines(difference).join('\n'), difference)
  return difference.obstacles.length === 0 ? 0 : 1
}

/** Makes the cluster what it must be, and prints what was done; nothing, and exit code 1, when something is in the way. */
export async function apply(output: Output, options: TopicsOptions): Promise<number> {
  const show = (done: Plan): void => {
    output.result(planLines(done).join('\n'), done)
  }
  try {
    show(await applyTopics(options.connection, await allAgencies(options), planOptions(options)))
    return 0
  } catch (error) {
    if (!(error instanceof TopicsError)) throw error
    output.failure(error.message)
    show(error.plan)
    return 1
  }
}

/** Runs `topics plan` or `topics apply` on the cluster of KAFKA_BROKERS. `agencies`: a file with agencies to come; `remove`: those whose rights are taken. Resolves with the exit code. */
export async function onCluster(
  what: 'plan' | 'apply',
  configuration: Configuration,
  { agencies, remove }: { readonly agencies?: string | undefined; readonly remove?: readonly string[] | undefined },
  output: Output,
): Promise<number> {
  const { kafka, data, logLevel } = configuration
  if (kafka === undefined)
    throw new Error('KAFKA_BROKERS is not set: there is no cluster to look at. The embedded log makes its topics by itself.')
  const deps = { data, clock: systemClock, logger: createLog(logLevel) }
  const log = await openEventLog(configuration, deps)
  try {
    const registered = async (): Promise<readonly AgencyId[]> => {
      const numberings = await readNumberings(log)
      const versions = knownSchemas()
      const registry = createNumberedRegistry({ registry: createRegistry(configuration, deps), numberings, versions })
      return registeredAgencies(createNumberedLog({ log, registry, numberings, versions }), registry)
    }
    const options = { connection: kafkaConnection(kafka), registered, file: agencies, prefix: kafka.prefix ?? '', remove: remove ?? [] }
    return await (what === 'plan' ? plan : apply)(output, options)
  } finally {
    await log.close()
  }
}
