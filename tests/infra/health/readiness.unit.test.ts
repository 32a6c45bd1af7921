import { describe, expect, it } from '@jest/globals'
import { whyNotReady, type Health } from '../../../infra/health/readiness.ts'

const NOW = 1_000_000

const healthy: Health = {
  phase: 'serving',
  folderFree: 0.5,
  late: { ms: 0, at: 0 },
  dependencies: [
    { name: 'event-log', boundMs: 20_000, up: true, answeredAt: NOW - 1_000 },
    { name: 'registry', boundMs: 300_000, up: false, answeredAt: NOW - 60_000 },
  ],
  activities: new Map([
    ['timeline', { state: 'running', handlingSince: NOW - 1_000 }],
    ['intake', { state: 'stopped', handlingSince: undefined }],
    ['intake-active', { state: 'running', handlingSince: undefined }],
  ]),
  lagSeconds: new Map([['timeline', 5]]),
}
const why = (change: Partial<Health>): readonly string[] =>
  whyNotReady({ ...healthy, ...change }, NOW).map(({ name, code }) => `${name} ${code}`)

describe('readiness', () => {
  it('is ready while everything answered within its bound, also where the registry is away for a minute and this intake stands by', () => {
    expect(why({})).toEqual([])
  })

  it.each<[string, Partial<Health>, string]>([
    ['it still starts', { phase: 'starting' }, 'start starting'],
    ['it ends', { phase: 'stopping' }, 'start stopping'],
    [
      'the event log has been silent for longer than its bound',
      { dependencies: [{ name: 'event-log', boundMs: 20_000, up: false, answeredAt: NOW - 20_001 }] },
      'event-log no-answer',
    ],
    [
      'the vault has never answered',
      { dependencies: [{ name: 'vault', boundMs: 20_000, up: false, answeredAt: undefined }] },
      'vault no-answer',
    ],
    ['a consumer has ended', { activities: new Map([['timeline', { state: 'failed', handlingSince: undefined }]]) }, 'timeline ended'],
    [
      'a consumer hangs in a batch',
      { activities: new Map([['intake', { state: 'running', handlingSince: NOW - 60_001 }]]) },
      'intake hung',
    ],
    ['the store is behind its log', { lagSeconds: new Map([['timeline', 61]]) }, 'timeline behind'],
    ['the disk is full', { folderFree: 0.005 }, 'data-folder full'],
    ['the event loop hung a moment ago', { late: { ms: 6_000, at: NOW - 1_000 } }, 'event-loop hung'],
  ])('says so when %s', (_what, change, expected) => {
    expect(why(change)).toEqual([expected])
  })

  it('lets imports wait for their turn, for as long as live events come', () => {
    expect(why({ activities: new Map([['intake-import', { state: 'running', handlingSince: 0 }]]) })).toEqual([])
  })
})
