import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Places } from '../../commands/adapters.ts'
import { ROOT } from '../against/build.ts'
import { DATA } from '../system/system.ts'

/** Settings of a command over the engines of a load. */
const environmentOf = (folder: string, places: Places | undefined): Readonly<Record<string, string>> => ({
  THROUGHLINE_DATA: join(folder, DATA),
  LOG_LEVEL: 'error',
  ...(places?.kafka ? { KAFKA_BROKERS: places.kafka.brokers.join(',') } : {}),
  ...(places?.kafka?.prefix === undefined ? {} : { KAFKA_PREFIX: places.kafka.prefix }),
  ...(places?.registryUrl === undefined ? {} : { SCHEMA_REGISTRY_URL: places.registryUrl }),
  ...(places?.databaseUrl === undefined ? {} : { DATABASE_URL: places.databaseUrl }),
})

/** Makes the read store again by `throughline timeline rebuild`, while nothing serves; resolves with the milliseconds from its start to its end. Rejects with what it said when it fails. */
export async function measureRebuild(folder: string, places: Places | undefined): Promise<number> {
  const { nodeOptions, nodeEnvironment } = (await import(pathToFileURL(join(ROOT, 'scripts', 'run.mjs')).href)) as {
    readonly nodeOptions: readonly string[]
    readonly nodeEnvironment: Readonly<Record<string, string>>
  }
  const from = performance.now()
  const child = spawn(process.execPath, [...nodeOptions, 'throughline.ts', 'timeline', 'rebuild'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...nodeEnvironment, ...environmentOf(folder, places) },
  })
  const said: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`The rebuild ended with ${String(code)}.\n${said.join('').slice(-2_000)}`)
  return performance.now() - from
}
