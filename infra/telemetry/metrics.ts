import { Counter, Gauge, Registry } from 'prom-client'
import type { Role } from '../configuration/settings.ts'
import { VERSION } from './version.ts'

/** Shape of a metric: its labels, in order, and its help text. Every name is documented in docs/reference/metrics.md. */
type Described<Label extends string> = readonly [help: string, labels: readonly Label[]]

const PREFIX = 'throughline_'

/**
 * What this process says of itself to Prometheus. INVARIANT: a label holds the id of an agency, a code, or a name of ours; never anything of a person, an event
 * or a reader. A registry of its own for each process (and each test).
 */
export function createMetrics({ roles }: { readonly roles: readonly Role[] }) {
  const registry = new Registry()
  const gauge = <Label extends string = never>(name: string, ...[help, labelNames]: Described<Label>): Gauge<Label> =>
    new Gauge({ name: PREFIX + name, help, labelNames, registers: [registry] })
  const counter = <Label extends string = never>(name: string, ...[help, labelNames]: Described<Label>): Counter<Label> =>
    new Counter({ name: PREFIX + name, help, labelNames, registers: [registry] })

  gauge<'version' | 'roles'>('build_info', '1; what runs here', ['version', 'roles']).set({ version: VERSION, roles: roles.join(',') }, 1)
  const ready = gauge('ready', '1 where /readyz answers 200', [])
  const keysMissing = gauge('keys_missing', 'data keys that accepted events need and the vault lacks', [])
  ready.set(0)
  keysMissing.set(0)
  return {
    registry,
    ready,
    keysMissing,
    dependencyUp: gauge<'dependency'>('dependency_up', '1 where the last question to it was answered in time', ['dependency']),
    dependencyAnswered: gauge<'dependency'>('dependency_last_answer_timestamp_seconds', 'when it last answered, Unix time', ['dependency']),
    consumerRunning: gauge<'consumer'>('consumer_running', '1 while it runs in this process, 0 when it has ended', ['consumer']),
    consumerLagRecords: gauge<'consumer'>('consumer_lag_records', 'records of its topics that it has not taken', ['consumer']),
    consumerLagSeconds: gauge<'consumer'>('consumer_lag_seconds', 'age of the oldest record that it has not taken; 0 where there is none', [
      'consumer',
    ]),
    inboxOldestAge: gauge<'agency'>(
      'inbox_oldest_age_seconds',
      'age of the oldest record of its inboxes that intake has not done with; 0 where there is none',
      ['agency'],
    ),
    agencyLastEvent: gauge<'agency'>(
      'agency_last_event_timestamp_seconds',
      'when the newest record of its inboxes was published, Unix time',
      ['agency'],
    ),
    events: counter<'agency' | 'outcome'>('events_total', 'events by what became of them: accepted, repeated, rejected, held', [
      'agency',
      'outcome',
    ]),
    eventsRejected: counter<'code'>('events_rejected_total', 'rejected events by the code of each error that they have', ['code']),
    eventsHeld: gauge<'agency'>('events_held', 'events that wait for their sender to confirm them', ['agency']),
    reads: counter<'outcome'>('reads_total', 'reads that were put on record, by outcome', ['outcome']),
    readsRefused: counter<'code'>('reads_refused_total', 'those of them that were not permitted, by code', ['code']),
    readsUnrecorded: counter('reads_unrecorded_total', 'reads that were refused because they could not be put on record', []),
    alertsOpen: gauge<'severity'>('alerts_open', 'alerts about reads that nobody has closed, at the last look, by severity', ['severity']),
    findings: gauge<'code'>('findings', 'findings of the last check of logs and stores, by code', ['code']),
    certificateExpiry: gauge<'name'>(
      'certificate_expiry_timestamp_seconds',
      'end of the certificate that ends first in a configured file, Unix time',
      ['name'],
    ),
    agencyKeyExpiry: gauge<'agency'>('agency_key_expiry_timestamp_seconds', "end of the agency's last key, Unix time", ['agency']),
    receiptsPending: gauge('receipts_pending', 'receipts whose later entry is to come', []),
    logEndOffset: gauge<'topic'>('log_end_offset', 'sum of the next offsets of all partitions', ['topic']),
    logBeginsAfterZero: gauge<'topic'>(
      'log_partition_begins_after_zero',
      'partitions of a topic of the record whose first records are gone',
      ['topic'],
    ),
    transparencyLogLeaves: gauge('transparency_log_leaves', 'leaves of the transparency log', []),
    transparencyLogSigned: gauge('transparency_log_signed_leaves', 'leaves of its newest signed checkpoint', []),
    transparencyLogCheckpoint: gauge(
      'transparency_log_checkpoint_timestamp_seconds',
      'when this process signed its newest checkpoint, Unix time',
      [],
    ),
    folderFree: gauge('data_folder_free_ratio', "free share of the data folder's file system", []),
    clockOffset: gauge<'against'>(
      'clock_offset_seconds',
      "another clock minus this machine's: the greatest difference of the last ten minutes",
      ['against'],
    ),
    witnessAnswers: counter<'witness' | 'outcome'>(
      'witness_answers_total',
      'answers of witnesses to checkpoints of the transparency log: cosigned, overtaken, away, refused, ahead, not-consistent',
      ['witness', 'outcome'],
    ),
    quorumWaiting: gauge(
      'log_quorum_waiting_seconds',
      'age of the oldest leaf that no quorum of witnesses has cosigned; 0 where there is none',
      [],
    ),
    topicSettingWrong: gauge<'topic' | 'setting'>('topic_setting_wrong', '1 where a topic has another setting than it must have', [
      'topic',
      'setting',
    ]),
  } as const
}

export type Metrics = ReturnType<typeof createMetrics>

/** Replaces all that a gauge with one label says. */
export function replaceAll<Label extends string>(gauge: Gauge<Label>, label: Label, values: Iterable<readonly [string, number]>): void {
  gauge.reset()
  for (const [name, value] of values) gauge.set({ [label]: name } as Record<Label, string>, value)
}
