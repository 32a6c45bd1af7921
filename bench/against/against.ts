import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLoadClient } from '../load/client.ts'
import type { BenchOptions } from '../options.ts'
import { machine } from '../table.ts'
import { acceptingRound } from './accepting-round.ts'
import { prepareBuilds, ROOT } from './build.ts'
import { createCleanup, type Cleanup } from './cleanup.ts'
import { createFigures } from './figures.ts'
import { commitOf, isChanged } from './git.ts'
import { insideRound } from './inside-round.ts'
import { forBoth } from './pair.ts'
import { readersAgency } from './read-case.ts'
import type { Comparing, RoundPart } from './round.ts'
import { servingRound } from './serving-round.ts'
import { againstTable, heading, LEGEND, type Compared } from './table.ts'
import { makeTemplate } from './template.ts'
import { makeWorkload, workSize } from './workload.ts'

/** Figures of builds that serve. */
const SERVED = ['accepted', 'inbox', 'reads', 'push'] as const

const say = (line: string): void => { console.error(line) }

/** The parts of a round that give the figures that are wanted. */
function partsOf({ only }: BenchOptions): readonly RoundPart[] {
  const wanted = (['inbox', 'reads', 'push'] as const).some((name) => only.has(name))
  return [
    ...(wanted ? [servingRound] : []), ...(only.has('accepted') ? [acceptingRound] : []),
    ...(['policy', 'decide'] as const).filter((name) => only.has(name)).map(insideRound),
  ]
}

async function prepare(options: BenchOptions, compared: Compared, folder: string, cleanup: Cleanup): Promise<Omit<Comparing, 'load'>> {
  const size = workSize(options.quick, options.rounds)
  const builds = prepareBuilds(compared.base, folder, cleanup)
  say('Making the events …')
  const work = makeWorkload(size, readersAgency())
  const templates = { current: join(folder, 'template-current'), base: join(folder, 'template-base') }
  let paths = 0
  const newPath = (): string => join(folder, `data-${++paths}`)
  if (SERVED.some((name) => options.only.has(name))) {
    const entries = await forBoth(builds, (build, side) => makeTemplate(build, templates[side], work, cleanup))
    if (entries.current !== entries.base) say(`Note: the reader sees ${entries.current} entries here and ${entries.base} of the same case in ${compared.base.short}.`)
  }
  return { builds, templates, work, size, cleanup, only: options.only, newPath }
}

/** Compares this checkout as it is on disk with a revision, and prints the ratio of every figure with its interval. Asserts nothing. Throws GitError. */
export async function against(asked: string, options: BenchOptions): Promise<void> {
  const compared = { current: commitOf(ROOT, 'HEAD'), changed: isChanged(ROOT), base: commitOf(ROOT, asked), asked }
  const cleanup = createCleanup()
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  // A process that was killed just now may still write.
  cleanup.add(() => { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) })
  const load = startLoadClient()
  try {
    if (!options.json) console.log(`${heading(compared)}\n${machine()}, embedded column\n`)
    const comparing = { ...await prepare(options, compared, folder, cleanup), load }
    const figures = createFigures()
    for (let round = 0; round <= comparing.size.rounds; round++) {
      say(round === 0 ? 'A round that is thrown away …' : `Round ${round} of ${comparing.size.rounds} …`)
      // What a round that is thrown away has to say is said, but not counted.
      const counted = round === 0 ? { ...figures, add: () => undefined } : figures
      for (const part of partsOf(options)) await part(comparing, round, counted)
    }
    if (options.json) console.log(JSON.stringify({ machine: machine(), column: 'embedded', ...compared, figures: figures.all(), notes: figures.notes() }))
    else console.log([againstTable(figures.all(), compared.base.short), ...figures.notes(), LEGEND].filter(Boolean).join('\n\n'))
  } finally {
    await load.close()
    cleanup.run()
  }
}
