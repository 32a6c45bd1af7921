import type { Metrics } from '../../infra/telemetry/metrics.ts'
import type { RecordAccess } from './recorder.ts'

const PERMITTED = 'permit'

/** Counts what is put on record, and what could not be: then nothing is shown. */
export function counted(
  record: RecordAccess,
  metrics: Pick<Metrics, 'reads' | 'readsRefused' | 'readsUnrecorded'> | undefined,
): RecordAccess {
  if (metrics === undefined) return record
  return async (access) => {
    const { outcome } = access
    const id = await record(access).catch((error: unknown) => {
      metrics.readsUnrecorded.inc()
      throw error
    })
    metrics.reads.inc({ outcome })
    if (outcome !== PERMITTED) metrics.readsRefused.inc({ code: outcome })
    return id
  }
}
