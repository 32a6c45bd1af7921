import { systemClock } from '../infra/clock/clock.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { createLog } from '../infra/telemetry/logger.ts'
import { createRegistry, kafkaConnection, openEventLog } from './adapters.ts'
import type { Output } from './output.ts'
import { registeredAgencies } from './registered-agencies.ts'
import { apply, plan } from './topics.ts'

/** Runs `topics plan` or `topics apply` on the cluster of KAFKA_BROKERS. `agencies`: a file with agencies to come. Resolves with the exit code. */
export async function onCluster(what: 'plan' | 'apply', configuration: Configuration, agencies: string | undefined, output: Output): Promise<number> {
  const { kafka, data, logLevel } = configuration
  if (kafka === undefined) throw new Error('KAFKA_BROKERS is not set: there is no cluster to look at. The embedded log makes its topics by itself.')
  const deps = { data, clock: systemClock, logger: createLog(logLevel) }
  const log = await openEventLog(configuration, deps)
  try {
    const options = { connection: kafkaConnection(kafka), registered: () => registeredAgencies(log, createRegistry(configuration, deps)), file: agencies }
    return await (what === 'plan' ? plan : apply)(output, options)
  } finally {
    await log.close()
  }
}
