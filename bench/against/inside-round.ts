import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { Places } from '../../commands/adapters.ts'
import type { Build } from './build.ts'
import type { Cleanup } from './cleanup.ts'
import type { FigureWords } from './figures.ts'
import { sidesInOrder, type Side } from './order.ts'
import type { RoundPart } from './round.ts'
import { environmentOf } from './serving.ts'

/** What is measured from inside. */
export type Inside = 'policy' | 'replay' | 'decide'

const FIGURES: Readonly<Record<Inside, Readonly<Record<string, FigureWords>>>> = {
  policy: { share: { name: 'full policy ÷ allow-all', unit: 'of its rate', better: 'more', n: '180 reads of each' } },
  replay: {
    rate: { name: 'replays of timeline reads', unit: 'replays a second', better: 'more', n: '180 replays' },
  },
  decide: {
    cold: { name: 'decide(), cold', unit: 'ms', better: 'less', n: '5 times 1,000 events' },
    warm: { name: 'decide(), warm', unit: 'ms', better: 'less', n: '30 times 1,000 events' },
  },
}

interface Found {
  readonly values?: Readonly<Record<string, number>>
  readonly missing?: string
}

/** Runs inside.ts in a process of a build. */
async function measureInside(build: Build, what: Inside, places: Places | undefined, cleanup: Cleanup): Promise<Found> {
  const child = spawn(
    build.node,
    ['--disable-warning=ExperimentalWarning', 'bench/against/inside.ts', what, ...(places === undefined ? [] : [JSON.stringify(places)])],
    {
      cwd: build.root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environmentOf(build),
    },
  )
  const kill = cleanup.add(() => {
    child.kill('SIGKILL')
  })
  const [said, wrong] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  kill()
  try {
    return JSON.parse(said) as Found
  } catch {
    return { missing: wrong.split('\n').find((line) => line.includes('Error')) ?? 'It ended without an answer.' }
  }
}

/** Figures from inside the builds, each in a process of its own, one after the other. One that a build cannot give is noted and left out. */
export const insideRound =
  (what: Inside): RoundPart =>
  async ({ builds, cleanup, installations }, round, figures) => {
    const found: Partial<Record<Side, Readonly<Record<string, number>>>> = {}
    for (const side of sidesInOrder(round)) {
      const { values, missing } = await measureInside(builds[side], what, await installations.places(), cleanup)
      if (values === undefined) {
        figures.note(`${what}: not in ${builds[side].name}, as this bench asks for it (${missing ?? 'no answer'}).`)
        return
      }
      found[side] = values
    }
    for (const [value, words] of Object.entries(FIGURES[what])) {
      figures.add(words, { current: found.current?.[value] ?? Number.NaN, base: found.base?.[value] ?? Number.NaN })
    }
  }
