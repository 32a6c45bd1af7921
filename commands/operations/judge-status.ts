import { CONTROL_CONSUMER } from '../../consumers/control/start.ts'
import { LINKS_CONSUMER } from '../../consumers/intake/links-store.ts'
import { ERASURES_CONSUMER } from '../../consumers/erasures/start.ts'
import { RECALLS_CONSUMER } from '../../consumers/recalls/start.ts'
import { TIMELINE_CONSUMER } from '../../consumers/timeline/start.ts'
import type { Status } from './status.ts'

/** What an operator is told of, where the alerts of monitoring/alerts.yml begin, too; a test holds both together. Times in seconds. */
const LIMITS = {
  inbox: 15 * 60,
  certificateDays: 14,
  keyDays: 14,
  folderFree: 0.1,
  clock: 5,
} as const

/** How far each consumer may be behind its log (s). What waits for intake is told by agency. */
const LAG_LIMITS: ReadonlyMap<string, number> = new Map([
  [CONTROL_CONSUMER, 60],
  [LINKS_CONSUMER, 60],
  [TIMELINE_CONSUMER, 60],
  [ERASURES_CONSUMER, 60],
  [RECALLS_CONSUMER, 600],
])

const DAY_MS = 86_400_000

const daysLeft = (endsAt: string, at: string): number => (Date.parse(endsAt) - Date.parse(at)) / DAY_MS
const ends = (endsAt: string, at: string): string =>
  daysLeft(endsAt, at) <= 0 ? 'has ended' : `ends in ${String(Math.floor(daysLeft(endsAt, at)))} days`

const WORDS: Readonly<Record<string, string>> = {
  starting: 'still starts',
  stopping: 'is ending',
  'no-answer': 'does not answer',
  ended: 'has ended',
  hung: 'hangs',
  behind: 'is behind its log',
  full: 'is full',
}

/** Findings that `audit verify` does not look for. */
const FOUND: Readonly<Record<string, (count: number) => string>> = {
  'agency-keys-missing': (count) => `${String(count)} key(s) that agencies have registered are gone: docs/how-to/lost-keys.md`,
  'inbox-cut': (count) =>
    `events are gone from ${String(count)} inbox(es) before intake had taken them: have the agencies send them again, and run throughline topics plan`,
}

/** Everything that is wrong, a sentence each; empty: nothing. Pure. */
export function wrongWith(status: Status): readonly string[] {
  const { at } = status
  const silent = new Set(status.not_ready.map(({ name }) => name))
  return [
    ...status.not_ready.map(({ name, code }) => `${name} ${WORDS[code] ?? code}`),
    ...status.dependencies
      .filter(({ name, up }) => !up && !silent.has(name))
      .map(({ name }) => `${name} did not answer when it was last asked`),
    ...status.consumers
      .filter(({ consumer, lag }) => lag !== null && lag.seconds > (LAG_LIMITS.get(consumer) ?? Infinity) && !silent.has(consumer))
      .map(({ consumer, lag }) => `${consumer} is ${String(Math.round(lag?.seconds ?? 0))} s behind its log`),
    ...(status.feeds ?? [])
      .filter(({ oldest_waiting_seconds: seconds }) => seconds > LIMITS.inbox)
      .map(({ agency, oldest_waiting_seconds: seconds }) => `an event of ${agency} waits for ${String(Math.round(seconds / 60))} minutes`),
    ...status.findings.map(
      ({ code, count }) => FOUND[code]?.(count) ?? `${String(count)} finding(s) ${code}: run throughline audit verify`,
    ),
    ...(status.keys_missing !== null && status.keys_missing > 0
      ? [`${String(status.keys_missing)} data key(s) are missing, and none is made: run throughline keys status`]
      : []),
    ...(status.record_topics ?? [])
      .filter(({ begin_after_zero: count }) => count > 0)
      .map(({ topic, begin_after_zero: count }) => `the first records of ${String(count)} partition(s) of ${topic} are gone`),
    ...(status.wrong_topic_settings ?? []).map(
      ({ topic, setting }) => `${setting} of ${topic} is not what it must be: run throughline topics plan`,
    ),
    ...(status.certificates ?? [])
      .filter(({ ends_at: end }) => daysLeft(end, at) < LIMITS.certificateDays)
      .map(({ name, ends_at: end }) => `the certificate of ${name} ${ends(end, at)}`),
    ...(status.agency_keys ?? [])
      .filter(({ ends_at: end }) => daysLeft(end, at) < LIMITS.keyDays)
      .map(({ agency, ends_at: end }) => `the last key of ${agency} ${ends(end, at)}`),
    ...(status.data_folder_free !== null && status.data_folder_free < LIMITS.folderFree
      ? [`the data folder's disk has ${(status.data_folder_free * 100).toFixed(1)} % free`]
      : []),
    ...status.clock_offset_seconds
      .filter(({ seconds }) => Math.abs(seconds) > LIMITS.clock)
      .map(({ against, seconds }) => `the clock of the ${against} is ${seconds.toFixed(1)} s off`),
  ]
}
