import type { AgencyId } from '../../schemas/ids.ts'
import { INBOX_PATTERN, inboxTopics, receiptsTopic, RECORD_TOPICS } from '../event-log/topics.ts'

/** A topic as it must be. */
export interface TopicSpec {
  readonly topic: string
  readonly partitions: number
  readonly replication: number
  /** Every config that is set on the topic itself. */
  readonly configs: Readonly<Record<string, string>>
}

const DAY_MS = 24 * 60 * 60 * 1_000
const FOR_EVER = '-1'
const MIB = 2 ** 20
/** Our own records: the longest that a codec takes (infra/registry/record-codec.ts), with headers and the batch around it. */
const RECORD_BYTES = 17 * MIB
/** Of an agency: a batch of the gateway's longest request (2 MB), or of a foreign producer's largest batch. */
const AGENCY_BYTES = 4 * MIB
/** How long receipts stay: 30 days after intake wrote them. */
const RECEIPTS_MS = 30 * DAY_MS

/** Replication needs three brokers: the loss of one then loses nothing and stops nothing. */
const copies = (brokers: number): { readonly replication: number; readonly insync: number } =>
  brokers >= 3 ? { replication: 3, insync: 2 } : { replication: 1, insync: 1 }

const configsOf = (insync: number, retention: string, maxBytes: number): Readonly<Record<string, string>> => ({
  'cleanup.policy': 'delete',
  'retention.ms': retention,
  'retention.bytes': FOR_EVER,
  'min.insync.replicas': String(insync),
  'unclean.leader.election.enable': 'false',
  // The broker's time is when something was published: no producer's clock is believed.
  'message.timestamp.type': 'LogAppendTime',
  'max.message.bytes': String(maxBytes),
})

/**
 * Of an inbox. INVARIANT: intake can read what any agency's producer writes, whatever codec it compresses with: our client knows gzip alone, so the
 * broker stores every batch uncompressed, and refuses one that is too large then.
 */
const INBOX_CONFIGS = { 'compression.type': 'uncompressed' } as const

const RECEIPTS_PATTERN = /^agency\.[^.]+\.receipts$/
const isRecord = (name: string): boolean => RECORD_TOPICS.some(({ topic }) => topic === name)

/** A topic of ours as it must be in a cluster of so many brokers. */
export function topicSpec(topic: string, partitions: number, brokers: number): TopicSpec {
  const { replication, insync } = copies(brokers)
  const retention = RECEIPTS_PATTERN.test(topic) ? String(RECEIPTS_MS) : FOR_EVER
  const configs = configsOf(insync, retention, isRecord(topic) ? RECORD_BYTES : AGENCY_BYTES)
  return { topic, partitions, replication, configs: INBOX_PATTERN.test(topic) ? { ...configs, ...INBOX_CONFIGS } : configs }
}

/**
 * The topics of an installation: the record, kept for ever and never compacted, and three per agency. An inbox has one partition and keeps what is in
 * it until intake has taken it and trims it, however long that takes; receipts go after 30 days.
 */
export function desiredTopics(agencies: readonly AgencyId[], brokers: number): readonly TopicSpec[] {
  const ofAgencies = [...new Set(agencies)].sort().flatMap((agency) => [...inboxTopics(agency), receiptsTopic(agency)])
  return [...RECORD_TOPICS, ...ofAgencies.map((topic) => ({ topic, partitions: 1 }))].map(({ topic, partitions }) =>
    topicSpec(topic, partitions, brokers),
  )
}
