import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../infra/clock/clock.ts'
import { mixed } from '../producers/simulator/load.ts'
import { createSender } from '../producers/simulator/send.ts'
import { createSimulation } from '../producers/simulator/simulation.ts'
import { loadCatalogue, loadExamples } from '../schemas/index.ts'
import { readFolder } from './demo/folder.ts'
import type { Output } from './output.ts'
import { DEMO_FOLDER } from './service.ts'

export interface SimulateCommand {
  readonly url: string
  readonly token: (agency: string) => Promise<string>
  readonly seed: number
  /** How many events. */
  readonly events: number
  /** Events a second; undefined: as fast as they are taken. */
  readonly rate: number | undefined
  /** Areas; undefined: all. */
  readonly area: string | undefined
  readonly from: string
  /** Shares, in percent. */
  readonly repeated: number
  readonly broken: number
}

const BATCH = 200
const TICK_MS = 100
const EVERY_MS = 2_000
const PATIENCE_MS = 60_000

const sorted = (counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)))
const listed = (counts: ReadonlyMap<string, number>): string =>
  Object.entries(sorted(counts))
    .map(([name, count]) => `${name} ${String(count)}`)
    .join(', ')

/** Publishes made-up events over HTTP at a rate, and says what became of them. Resolves with the exit code. */
export async function simulate(
  { url, token, seed, events, rate, area, from, repeated, broken }: SimulateCommand,
  output: Output,
): Promise<number> {
  const all = readFolder(DEMO_FOLDER, { only: [] }).agencies
  const agencies = area === undefined ? all : all.filter(({ areas }) => areas.includes(area))
  if (agencies.length === 0)
    throw new Error(`No agency works in that area. Areas: ${[...new Set(all.flatMap(({ areas }) => areas))].join(', ')}.`)
  const simulation = createSimulation({ seed, agencies, catalogue: loadCatalogue(), examples: loadExamples(), from })
  const source = mixed(simulation, { seed, repeated: repeated / 100, broken: broken / 100 })
  const sender = createSender({ url, token, clock: systemClock })
  const began = performance.now()
  let said = began
  for (let done = 0; done < events;) {
    const due = rate === undefined ? done + BATCH : Math.ceil(((performance.now() - began) / 1000) * rate)
    const batch = Array.from({ length: Math.max(0, Math.min(due, events) - done) }, () => source.next().value)
    await sender.send(batch)
    done += batch.length
    if (performance.now() - said > EVERY_MS) {
      said = performance.now()
      output.progress(`  ${String(done)} of ${String(events)} events`)
    }
    if (rate !== undefined && done < events) await sleep(TICK_MS)
  }
  const seconds = (performance.now() - began) / 1000
  const receipts = await sender.receipts(PATIENCE_MS)
  const sent = sender.sent()
  output.result(
    [
      `seed ${String(seed)}: ${String(sent.events)} events of made-up people in ${seconds.toFixed(1)} s, ${(sent.events / seconds).toFixed(1)} a second`,
      `taken by the door ${String(sent.taken)}; refused ${String(sent.events - sent.taken)}${sent.refused.size === 0 ? '' : ` (${listed(sent.refused)})`}`,
      `receipts: ${listed(receipts)}`,
      `by type: ${listed(sent.types)}`,
      `by agency: ${listed(sent.agencies)}`,
    ].join('\n'),
    {
      seed,
      seconds,
      events: sent.events,
      taken: sent.taken,
      refused_by: sorted(sent.refused),
      receipts: sorted(receipts),
      types: sorted(sent.types),
      agencies: sorted(sent.agencies),
    },
  )
  return [...receipts.values()].reduce((sum, count) => sum + count, 0) >= sent.taken ? 0 : 1
}
