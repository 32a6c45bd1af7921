import type { Numbering } from '../../core/control/numberings.ts'
import type { Configuration } from '../../infra/configuration/configuration.ts'
import { readNumberings } from '../../infra/registry/numbered/read-numberings.ts'
import { NotServingError, sendCommand } from '../socket.ts'
import { withEventLog } from './with-event-log.ts'

type Listed = readonly (readonly (readonly [id: number, schema: string])[])[]

/** The command to a running process: the numberings that it reads in the log. */
export const numberingsHandler = (parts: { readonly log: Parameters<typeof readNumberings>[0] }) => async (): Promise<Listed> =>
  (await readNumberings(parts.log)).map((numbering) => [...numbering])

/**
 * The numberings that the control log has, for an operator: from the cluster of KAFKA_BROKERS, else from the process that runs on the data folder, else from its log.
 * None where nothing was written yet. Rejects with EventLogError.
 */
export async function recordedNumberings(configuration: Configuration): Promise<readonly Numbering[]> {
  if (configuration.kafka === undefined) {
    try {
      return ((await sendCommand(configuration.data, { command: 'numberings' })) as Listed).map((ids) => new Map(ids))
    } catch (error) {
      if (!(error instanceof NotServingError)) throw error
    }
  }
  return (await withEventLog(configuration, readNumberings)) ?? []
}
