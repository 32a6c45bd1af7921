import { describe, expect, it } from '@jest/globals'
import { wrongWith } from '../../commands/operations/judge-status.ts'
import type { Status } from '../../commands/operations/status.ts'
import { isAlert, readRules } from './rules.ts'

const AT = Date.parse('2026-01-05T09:00:00.000Z')
const iso = (ms: number): string => new Date(ms).toISOString()
/** Of an installation in which nothing is wrong. */
const WELL: Status = {
  at: iso(AT),
  version: '0',
  roles: ['gateway'],
  not_ready: [],
  dependencies: [],
  consumers: [],
  feeds: [],
  findings: [],
  keys_missing: 0,
  record_topics: [],
  wrong_topic_settings: [],
  certificates: [],
  agency_keys: [],
  data_folder_free: 1,
  clock_offset_seconds: [],
  not_seen: [],
}
const feed = {
  agency: 'norshire-police',
  last_event_at: null,
  waiting: 1,
  waiting_imports: 0,
  held: 0,
  rejected: [],
  rejected_at_the_door: [],
}

/** What an alert and the status both watch: the metric, and the status in which it has a value. */
interface Watched {
  readonly metric: string
  /** One of the least steps between values. */
  readonly step: number
  readonly status: (value: number, labels: string) => readonly Status[]
}
const consumersIn = (labels: string): readonly string[] => (/consumer=~?"([^"]*)"/.exec(labels)?.[1] ?? '').split('|')
const WATCHED: readonly Watched[] = [
  {
    metric: 'throughline_consumer_lag_seconds',
    step: 1,
    status: (seconds, labels) =>
      consumersIn(labels).map((consumer) => ({ ...WELL, consumers: [{ consumer, state: 'running', lag: { records: 1, seconds } }] })),
  },
  {
    metric: 'throughline_inbox_oldest_age_seconds',
    step: 1,
    status: (seconds) => [{ ...WELL, feeds: [{ ...feed, oldest_waiting_seconds: seconds }] }],
  },
  {
    metric: 'throughline_certificate_expiry_timestamp_seconds',
    step: 1,
    status: (seconds) => [{ ...WELL, certificates: [{ name: 'KAFKA_CA_FILE', ends_at: iso(AT + seconds * 1_000) }] }],
  },
  {
    metric: 'throughline_agency_key_expiry_timestamp_seconds',
    step: 1,
    status: (seconds) => [{ ...WELL, agency_keys: [{ agency: 'norshire-police', ends_at: iso(AT + seconds * 1_000) }] }],
  },
  { metric: 'throughline_data_folder_free_ratio', step: 0.001, status: (ratio) => [{ ...WELL, data_folder_free: ratio }] },
  {
    metric: 'throughline_clock_offset_seconds',
    step: 0.1,
    status: (seconds) => [{ ...WELL, clock_offset_seconds: [{ against: 'broker', seconds }] }],
  },
  { metric: 'throughline_keys_missing', step: 1, status: (count) => [{ ...WELL, keys_missing: count }] },
  {
    metric: 'throughline_log_partition_begins_after_zero',
    step: 1,
    status: (count) => [{ ...WELL, record_topics: [{ topic: 'case.events', end: 9, begin_after_zero: count }] }],
  },
]

interface Limit {
  readonly alert: string
  readonly labels: string
  readonly sign: string
  readonly value: number
}

/** The limits of the alerts over a metric alone. */
function limitsOf(metric: string): readonly Limit[] {
  const simple = new RegExp(
    String.raw`^(?:(?:max|min) by \([a-z, ]+\) |max|abs)?\(?${metric}(\{[^}]*\})?\)?(?: - time\(\))? (<=?|>) ([0-9. *]+)$`,
  )
  return readRules()
    .filter(isAlert)
    .flatMap(({ alert, expr }) => {
      const [found, labels = '', sign = '', value = ''] = simple.exec(expr) ?? []
      return found === undefined
        ? []
        : [{ alert, labels, sign, value: value.split('*').reduce((product, factor) => product * Number(factor), 1) }]
    })
}

/** Of limits over the same series the one that is passed first. */
const firstPassed = (limits: readonly Limit[]): readonly Limit[] =>
  [...Map.groupBy(limits, ({ labels }) => labels).values()].map((same) =>
    same.reduce((first, other) => ((first.sign === '>' ? other.value < first.value : other.value > first.value) ? other : first)),
  )

describe('throughline status', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(wrongWith(WELL)).toEqual([])
  })

  it.each(WATCHED)('tells of $metric from where the first alert begins, and not before', ({ metric, step, status }) => {
    const limits = firstPassed(limitsOf(metric))
    expect(limits).not.toEqual([])
    for (const { alert, labels, sign, value } of limits) {
      const beyond = sign === '>' ? value + step : value - step
      for (const [at, isWrong] of [
        [value, false],
        [beyond, true],
      ] as const)
        for (const one of status(at, labels)) expect([alert, labels, at, wrongWith(one).length > 0]).toEqual([alert, labels, at, isWrong])
    }
  })

  it('has a consumer of every alert about one that is behind, and no others', () => {
    const alerted = limitsOf('throughline_consumer_lag_seconds').flatMap(({ labels }) => consumersIn(labels))
    const told = ['control', 'intake', 'intake-import', 'intake-links', 'intake-unlinked', 'timeline', 'recalls'].filter(
      (consumer) => wrongWith({ ...WELL, consumers: [{ consumer, state: 'running', lag: { records: 1, seconds: 86_400 } }] }).length > 0,
    )
    expect(told.toSorted()).toEqual(alerted.toSorted())
  })
})
