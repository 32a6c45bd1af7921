import { cpSync, rmSync } from 'node:fs'
import type { Role } from '../../infra/configuration/settings.ts'
import type { Figures } from './figures.ts'
import type { Pair } from './order.ts'
import { forBoth } from './pair.ts'
import type { Comparing } from './round.ts'
import { serveBuild, type Serving } from './serving.ts'

/**
 * Both builds serve copies of their data folders, in processes of this round's own, while `work` measures. Ends with the most memory that each has had
 * as a figure. One of the two works at a time: the other waits and costs next to nothing.
 */
export async function whileBothServe(
  { builds, templates, cleanup, newPath }: Comparing,
  what: { readonly memory: string; readonly roles?: readonly Role[] },
  figures: Figures,
  work: (serving: Pair<Serving>) => Promise<void>,
): Promise<void> {
  const folders = { current: newPath(), base: newPath() }
  const serving = await forBoth(builds, async (build, side) => {
    cpSync(templates[side], folders[side], { recursive: true })
    return serveBuild(build, folders[side], cleanup, what.roles === undefined ? {} : { roles: what.roles })
  })
  await work(serving)
  const peaks = { current: serving.current.peakMemory(), base: serving.base.peakMemory() }
  if (peaks.current === undefined || peaks.base === undefined) figures.note('Processor time and memory are measured on Linux only.')
  else
    figures.add(
      { name: `peak memory, ${what.memory}`, unit: 'MiB', better: 'less', n: 'a process' },
      { current: peaks.current, base: peaks.base },
    )
  await forBoth(serving, (one) => one.stop())
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true })
}
