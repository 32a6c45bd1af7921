import type { LoadClient } from '../load/client.ts'
import type { FigureName } from '../options.ts'
import type { Build } from './build.ts'
import type { Cleanup } from './cleanup.ts'
import type { Figures } from './figures.ts'
import type { Installations } from './installations.ts'
import type { Pair } from './order.ts'
import type { WorkSize } from './work-size.ts'
import type { Workload } from './workload.ts'

/** What every round has at hand. */
export interface Comparing {
  readonly builds: Pair<Build>
  readonly installations: Installations
  readonly work: Workload
  readonly size: WorkSize
  readonly load: LoadClient
  readonly cleanup: Cleanup
  readonly only: ReadonlySet<FigureName>
}

/** A part of a round: which round it is, from 0, and where its figures go. */
export type RoundPart = (comparing: Comparing, round: number, figures: Figures) => Promise<void>
