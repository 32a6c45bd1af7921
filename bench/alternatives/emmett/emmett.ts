import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../../scripts/servers/cache/folder.ts'
import { fetchOnce } from '../../../scripts/servers/cache/fetch-once.ts'
import { runTool } from '../../../scripts/servers/cache/run-tool.ts'
import type { AppendJob } from './messages.ts'

/** emmett's event store on PostgreSQL, in a process of its own. */
export interface EmmettStore {
  /** Appends events; resolves with the milliseconds until the last is committed, its projection with it. */
  append(job: AppendJob): Promise<number>
  close(): Promise<void>
}

const FILES = ['package.json', 'package-lock.json'] as const
const KEY_LENGTH = 16

/** The folder of its packages, which are none of ours: installed by their own lock file unless they are there. Rejects with a ServerFailure. */
function emmettFolder(): Promise<string> {
  const lock = readFileSync(join(import.meta.dirname, 'package-lock.json'))
  const key = createHash('sha256').update(lock).digest('hex').slice(0, KEY_LENGTH)
  return fetchOnce(join(cacheFolder(), `emmett-${key}`), 'emmett (17 MB)', async (folder) => {
    for (const file of FILES) copyFileSync(join(import.meta.dirname, file), join(folder, file))
    await runTool('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], 'It comes with Node.', { cwd: folder })
  })
}

/** Opens it on an empty database, with a projection of one document for each stream. `types`: of the events. Rejects with a ServerFailure where it cannot be had. */
export async function openEmmett(databaseUrl: string, types: readonly string[]): Promise<EmmettStore> {
  const child = fork(join(import.meta.dirname, 'append.ts'), [await emmettFolder(), types.join(',')], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  const ended = once(child, 'exit')
  const answer = async (): Promise<unknown> => {
    const [first] = (await Promise.race([once(child, 'message'), ended.then(() => [undefined])])) as readonly unknown[]
    if (first === undefined) throw new Error('The process of emmett has ended; its message is above.')
    return first
  }
  await answer()
  return {
    append: async (job) => {
      const ms = answer()
      child.send(job)
      return Number(await ms)
    },
    close: async () => {
      child.kill()
      await ended
    },
  }
}
