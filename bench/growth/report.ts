import { table } from '../table.ts'
import type { MeasuredReads, MeasuredStep } from './measured.ts'
import type { Panel } from './plot.ts'
import { COMPARED_CASE, MOST_GROWTH } from './steps.ts'

const SECOND_MS = 1_000
const MEGABYTE = 1e6

type Rows = readonly (readonly string[])[]

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB')
const tenths = (value: number): string => value.toFixed(1)
const megabytes = (bytes: number | undefined): string => (bytes === undefined ? '–' : whole(bytes / MEGABYTE))

const stepRows = (measured: readonly MeasuredStep[]): Rows => [
  [
    'events',
    'on timelines',
    'written a second',
    'processor, ms each',
    'start, s',
    'rebuild, s',
    'rebuilt a second',
    'logs, MB',
    'store, MB',
    'bytes an event',
    'peak memory, MiB',
  ],
  ...measured.map(({ events, onTimelines, writes, writeProcessor, startMs, rebuildMs, logBytes, storeBytes, peakMemory }) => [
    whole(events),
    whole(onTimelines),
    `${whole(writes.median)} (${whole(writes.low)}–${whole(writes.high)})`,
    writeProcessor.toFixed(2),
    tenths(startMs / SECOND_MS),
    tenths(rebuildMs / SECOND_MS),
    whole(onTimelines / (rebuildMs / SECOND_MS)),
    megabytes(logBytes),
    megabytes(storeBytes),
    whole(((logBytes ?? 0) + storeBytes) / events),
    whole(peakMemory),
  ]),
]

const caseSizes = (measured: readonly MeasuredStep[]): readonly number[] => [
  ...new Set(measured.flatMap(({ reads }) => reads.map(({ events }) => events))),
]
const readsOf = ({ reads }: MeasuredStep, size: number): MeasuredReads | undefined => reads.find(({ events }) => events === size)

const readRows = (measured: readonly MeasuredStep[]): Rows => {
  const sizes = caseSizes(measured)
  return [
    ['read of a case, ms: p50, p99 (processor)', ...sizes.map((size) => `${whole(size)} events`)],
    ...measured.map((step) => [
      `at ${whole(step.events)}`,
      ...sizes.map((size) => {
        const reads = readsOf(step, size)
        return reads === undefined ? '–' : `${tenths(reads.p50)}, ${tenths(reads.p99)} (${tenths(reads.processor)})`
      }),
    ]),
  ]
}

/** How much the p50 of the compared case grew from the smallest step to the largest, in words; of one step that there is nothing to compare. */
export function growthOfReads(measured: readonly MeasuredStep[]): string {
  const [first, last] = [measured[0], measured.at(-1)]
  const [small, large] = [first && readsOf(first, COMPARED_CASE), last && readsOf(last, COMPARED_CASE)]
  if (first === undefined || last === undefined || first === last || small === undefined || large === undefined)
    return 'One step: nothing to compare.'
  return (
    `Read p50 of a case of ${COMPARED_CASE} events at ${whole(last.events)} ÷ at ${whole(first.events)}: ${(large.p50 / small.p50).toFixed(2)} ` +
    `(aim at 1,000,000 ÷ 10,000: at most ${MOST_GROWTH}); of processor time ${(large.processor / small.processor).toFixed(2)}.`
  )
}

/** Tables for a terminal. */
export const growthText = (measured: readonly MeasuredStep[]): string =>
  [table(stepRows(measured)), table(readRows(measured)), growthOfReads(measured)].filter(Boolean).join('\n\n')

const markdownTable = ([heading = [], ...rows]: Rows): string =>
  [heading, heading.map(() => '---'), ...rows].map((cells) => `|${cells.map((cell) => ` ${cell} `).join('|')}|`).join('\n')

/** The same in Markdown. */
export const growthMarkdown = (measured: readonly MeasuredStep[]): string =>
  [markdownTable(stepRows(measured)), markdownTable(readRows(measured)), growthOfReads(measured)].join('\n\n')

/** What is plotted of the steps, over the number of events. */
export function growthPanels(measured: readonly MeasuredStep[]): readonly Panel[] {
  const over = (name: string, value: (step: MeasuredStep) => number | undefined) => ({
    name,
    points: measured.flatMap((step) => {
      const y = value(step)
      return y === undefined || y <= 0 ? [] : [[step.events, y] as const]
    }),
  })
  const reads = (title: string, value: (of: MeasuredReads) => number): Panel => ({
    title,
    series: caseSizes(measured).map((size) =>
      over(`case of ${whole(size)}`, (step) => {
        const of = readsOf(step, size)
        return of && value(of)
      }),
    ),
  })
  return [
    reads('Read of a timeline, p50, ms', ({ p50 }) => p50),
    reads('Read of a timeline, p99, ms', ({ p99 }) => p99),
    {
      title: 'Events a second',
      series: [
        over('inbox to store', ({ writes }) => writes.median),
        over('rebuild', ({ onTimelines, rebuildMs }) => onTimelines / (rebuildMs / SECOND_MS)),
      ],
    },
    {
      title: 'Disk, MB',
      series: [
        over('read store', ({ storeBytes }) => storeBytes / MEGABYTE),
        over('logs', ({ logBytes }) => (logBytes === undefined ? undefined : logBytes / MEGABYTE)),
      ],
    },
  ]
}
