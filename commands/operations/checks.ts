import { checkVault, type SealedTopic } from '../../consumers/lost-keys/check.ts'
import { tellMissing } from '../../consumers/lost-keys/until-decided.ts'
import type { AgencyKeyStore } from '../../infra/agency-keys/port.ts'
import { freeRatio } from '../../infra/health/data-folder.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import { replaceAll } from '../../infra/telemetry/metrics.ts'
import { wrongSettings } from '../../infra/topics/wrong-settings.ts'
import type { Role } from '../../infra/configuration/settings.ts'
import { kafkaConnection } from '../adapters.ts'
import { lostAgencyKeys } from '../counted-agency-keys.ts'
import type { Parts } from '../parts.ts'
import { readCertificates } from './certificates.ts'
import { createFeedWatch, type FeedState } from './feeds.ts'
import { ageSeconds, createAppendedAt, followedBy, oldestOf, readLags, type Lag } from './lags.ts'
import { readLogProgress } from './log-progress.ts'
import { readRecordTopics } from './record-topics.ts'
import type { Seen } from './seen.ts'

/** Checks of the parts of a process. Each notes what it found (`Seen`) and shows it in the metrics. */
export interface Checks {
  /** Consumers whose offsets are in the read store, the topics of the record, and the data folder. */
  readonly atLogs: () => Promise<void>
  /** The transparency log: its leaves, its newest checkpoint, and how far it is behind. */
  readonly atTransparencyLog: () => Promise<void>
  /** Feeds of all agencies: inboxes and receipts. */
  readonly atFeeds: () => Promise<void>
  readonly atCertificates: () => Promise<void>
  readonly atTopicSettings: () => Promise<void>
  /** When agencies' keys end, and whether some are gone. */
  readonly atAgencyKeys: (keys: WatchedKeys) => Promise<void>
  /** Whether the vault has the keys of what the logs end with, as at a start; where it has not, it makes none from then on. */
  readonly atVault: () => Promise<void>
}

export type WatchedKeys = Pick<AgencyKeyStore, 'lastEnds' | 'count'>

export interface ChecksOptions {
  readonly roles: readonly Role[]
  /** The sealed logs whose ends are compared with the vault. */
  readonly sealedTopics: readonly SealedTopic[]
  /** Default: the file system's. */
  readonly folderFree?: typeof freeRatio
}

/** What the feeds say of the two consumers of inboxes. */
export const inboxLags = (feeds: readonly FeedState[]): readonly Lag[] =>
  (
    [
      ['intake', 'events'],
      ['intake-import', 'import'],
    ] as const
  ).map(([consumer, kind]) => ({
    consumer,
    records: feeds.reduce((sum, { waiting }) => sum + waiting[kind].records, 0),
    oldestAt: oldestOf(feeds.map(({ waiting }) => waiting[kind].oldestAt)),
  }))

const SECOND_MS = 1_000

/** The parts that are checked. */
export type ChecksDeps = Pick<
  Parts,
  'log' | 'transparencyLog' | 'store' | 'vault' | 'registry' | 'clock' | 'data' | 'places' | 'logger' | 'telemetry'
>

export function createChecks(parts: ChecksDeps, { roles, sealedTopics, folderFree = freeRatio }: ChecksOptions, seen: Seen): Checks {
  const {
    log,
    store,
    vault,
    registry,
    clock,
    data,
    places,
    telemetry: { metrics, found },
  } = parts
  const appendedAt = createAppendedAt(log)
  // The other one keeps where recalls stands in access.log.
  const ofAccessLog = createAppendedAt(log)
  const feedWatch = createFeedWatch({ log, records: createRecordCodec(registry), clock })
  const showLags = (lags: readonly Lag[]): void => {
    for (const { consumer, records, oldestAt } of lags) {
      metrics.consumerLagRecords.set({ consumer }, records)
      metrics.consumerLagSeconds.set({ consumer }, ageSeconds(oldestAt, clock.now()))
    }
  }
  return {
    async atLogs() {
      seen.folderFree = await folderFree(data)
      metrics.folderFree.set(seen.folderFree)
      seen.lags = await readLags({ log, store, appendedAt }, followedBy(roles))
      showLags(seen.lags)
      seen.topics = await readRecordTopics(log)
      for (const { topic, end, beginAfterZero } of seen.topics) {
        metrics.logEndOffset.set({ topic }, end)
        metrics.logBeginsAfterZero.set({ topic }, beginAfterZero)
      }
    },
    async atTransparencyLog() {
      const { leaves, signedLeaves, lag } = await readLogProgress({ log, transparencyLog: parts.transparencyLog, appendedAt: ofAccessLog })
      metrics.transparencyLogLeaves.set(leaves)
      metrics.transparencyLogSigned.set(signedLeaves)
      showLags([lag])
    },
    async atFeeds() {
      const feeds = await feedWatch.read()
      seen.feeds = feeds
      const now = clock.now()
      showLags(inboxLags(feeds))
      replaceAll(
        metrics.inboxOldestAge,
        'agency',
        feeds.map(({ agency, oldestWaitingAt }) => [agency, ageSeconds(oldestWaitingAt, now)]),
      )
      replaceAll(
        metrics.agencyLastEvent,
        'agency',
        feeds.flatMap(({ agency, lastEventAt }) => (lastEventAt === undefined ? [] : [[agency, lastEventAt / SECOND_MS]])),
      )
      replaceAll(
        metrics.eventsHeld,
        'agency',
        feeds.map(({ agency, held }) => [agency, held]),
      )
      found.replace('inboxes', [{ code: 'inbox-cut', count: feeds.reduce((sum, { cutInboxes }) => sum + cutInboxes, 0) }])
    },
    async atCertificates() {
      seen.certificates = readCertificates(places)
      replaceAll(
        metrics.certificateExpiry,
        'name',
        seen.certificates.map(({ name, endsAt }) => [name, endsAt / SECOND_MS]),
      )
    },
    async atTopicSettings() {
      const { kafka } = places
      seen.settings = kafka === undefined ? [] : await wrongSettings(kafkaConnection(kafka), kafka.prefix ?? '')
      metrics.topicSettingWrong.reset()
      for (const { topic, setting } of seen.settings) metrics.topicSettingWrong.set({ topic, setting }, 1)
    },
    async atAgencyKeys(keys) {
      seen.agencyKeys = (await keys.lastEnds()).map(({ agency, endsAt }) => ({ name: agency, endsAt }))
      replaceAll(
        metrics.agencyKeyExpiry,
        'agency',
        seen.agencyKeys.map(({ name, endsAt }) => [name, endsAt / SECOND_MS]),
      )
      found.replace('agency-keys', [{ code: 'agency-keys-missing', count: await lostAgencyKeys(keys, vault) }])
    },
    async atVault() {
      // All logs are gone through only once: afterwards the vault knows.
      const loss = (await vault.missing()) ?? (sealedTopics.length === 0 ? undefined : await checkVault(parts, sealedTopics))
      if (loss !== undefined && seen.keysMissing === 0) tellMissing(parts, loss)
      seen.keysMissing = loss?.keys ?? 0
      metrics.keysMissing.set(seen.keysMissing)
    },
  }
}
