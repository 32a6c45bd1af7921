import { cpSync, rmSync } from 'node:fs'
import type { Places } from '../../commands/adapters.ts'
import type { Build } from './build.ts'
import type { Cleanup } from './cleanup.ts'
import type { Pair, Side } from './order.ts'
import { forBoth } from './pair.ts'
import { makeTemplate } from './template.ts'
import type { ColumnName } from '../columns/column.ts'
import { NO_WORK, type Workload } from './workload.ts'

/** What a build serves: a data folder, and the servers beneath it. */
export interface Installation {
  readonly data: string
  /** Servers, as variables of the environment that name them. */
  readonly places: Readonly<Record<string, string>>
  /** Takes it away again; nothing serves it any more. */
  remove(): Promise<void>
}

/** Makes installations that are alike: the agencies, and the case that is read. */
export interface Installations {
  readonly column: ColumnName
  /** One that nobody has used. */
  fresh(build: Build, side: Side): Promise<Installation>
  /** Servers for a system that a build opens from inside; undefined where it has everything in a data folder. */
  places(): Promise<Places | undefined>
  /** Resolves when what is beneath them is gone. */
  close(): Promise<void>
}

export interface InstallationsOptions {
  readonly builds: Pair<Build>
  readonly work: Workload
  /** A path that nothing has, in the temporary folder. */
  readonly newPath: () => string
  readonly cleanup: Cleanup
}

/** In data folders: each a copy of one that the build made once. Resolves with how many entries the reader sees. */
export async function embeddedInstallations({
  builds,
  work,
  newPath,
  cleanup,
}: InstallationsOptions): Promise<{ readonly installations: Installations; readonly entries: Pair<number> }> {
  const templates = { current: newPath(), base: newPath() }
  // Where nothing is sent, nothing is served.
  const entries =
    work === NO_WORK
      ? { current: 0, base: 0 }
      : await forBoth(builds, (build, side) => makeTemplate(build, { data: templates[side], places: {} }, work, cleanup))
  return {
    entries,
    installations: {
      column: 'embedded',
      fresh: async (_, side) => {
        const data = newPath()
        cpSync(templates[side], data, { recursive: true })
        return {
          data,
          places: {},
          remove: async () => {
            rmSync(data, { recursive: true, force: true })
          },
        }
      },
      places: async () => undefined,
      close: async () => undefined,
    },
  }
}
