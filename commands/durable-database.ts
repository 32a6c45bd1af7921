import { durabilityFaults } from '../infra/database/durability.ts'
import type { Log } from '../infra/telemetry/logger.ts'

/**
 * A 202 says that an event is durable; its keys are in this database. In production a server that may forget what it acknowledged is refused; elsewhere it
 * is no fault: a test's data may go. Throws Error that names the settings.
 */
export async function refuseForgetful(
  url: string | undefined,
  { production, logger }: { readonly production: boolean; readonly logger: Log },
): Promise<void> {
  if (url === undefined) return
  const faults = await durabilityFaults(url)
  if (faults.length === 0) return
  const words = `PostgreSQL may lose what it has acknowledged, and with it the keys of accepted events: ${faults.join('; ')}. Set them on (docs/how-to/distributed.md), and start again.`
  if (production) throw new Error(words)
  logger.info({ step: 'database', code: 'not-durable' }, words)
}
