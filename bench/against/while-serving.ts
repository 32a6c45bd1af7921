import type { Role } from '../../infra/configuration/settings.ts'
import type { Figures } from './figures.ts'
import type { Pair } from './order.ts'
import { forBoth } from './pair.ts'
import type { Comparing } from './round.ts'
import { serveBuild, type Serving } from './serving.ts'

/**
 * Both builds serve installations of their own, in processes of this round's own, while `work` measures. Ends with the most memory that each has had
 * as a figure. One of the two works at a time: the other waits and costs next to nothing.
 */
export async function whileBothServe(
  { builds, installations, cleanup }: Comparing,
  { memory, roles }: { readonly memory: string; readonly roles?: readonly Role[] },
  figures: Figures,
  work: (serving: Pair<Serving>) => Promise<void>,
): Promise<void> {
  const fresh = await forBoth(builds, (build, side) => installations.fresh(build, side))
  const serving = await forBoth(builds, (build, side) =>
    serveBuild(build, fresh[side].data, cleanup, { places: fresh[side].places, ...(roles === undefined ? {} : { roles }) }),
  )
  await work(serving)
  const peaks = { current: serving.current.peakMemory(), base: serving.base.peakMemory() }
  if (peaks.current === undefined || peaks.base === undefined) figures.note('Processor time and memory are measured on Linux only.')
  else
    figures.add(
      { name: `peak memory, ${memory}`, unit: 'MiB', better: 'less', n: 'a process' },
      { current: peaks.current, base: peaks.base },
    )
  await forBoth(serving, (one) => one.stop())
  await forBoth(fresh, (one) => one.remove())
}
