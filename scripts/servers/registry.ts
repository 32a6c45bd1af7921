import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { APICURIO_VERSION, apicurioFolder } from './cache.ts'
import { ServerFailure } from './failure.ts'
import { requireJava } from './java.ts'
import { freePorts } from './ports.ts'
import { openRunFolder, type ServerProcess } from './run-folder.ts'

export interface RegistryServer {
  /** The Confluent-compatible base address, with `/apis/ccompat/v7`. */
  readonly url: string
  readonly version: string
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
  /** Starts it again on the same data and port; resolves when it answers. Does nothing while it runs. */
  start(): Promise<void>
  /** Ends it and, unless `folder` was given, removes its data. */
  stop(): Promise<void>
}

export interface RegistryOptions {
  /** Where its data is kept, for data that outlives this run. Default: a temporary folder. */
  readonly folder?: string
}

const PATIENCE = 60_000
const HOST = '127.0.0.1'

// A commit is on the disk before it is answered (WRITE_DELAY=0): a killed registry forgets no schema.
const settings = (folder: string, port: number, managementPort: number): Readonly<Record<string, string>> => ({
  'quarkus.http.host': HOST,
  'quarkus.http.port': String(port),
  'quarkus.management.host': HOST,
  'quarkus.management.port': String(managementPort),
  'quarkus.http.access-log.enabled': 'false',
  'apicurio.storage.kind': 'sql',
  'apicurio.storage.sql.kind': 'h2',
  'apicurio.storage.snapshot.location': folder,
  'apicurio.datasource.url': `jdbc:h2:file:${join(folder, 'registry')};WRITE_DELAY=0`,
  'apicurio.datasource.jdbc.initial-size': '4',
  'apicurio.datasource.jdbc.min-size': '4',
})

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/subjects`, { signal: AbortSignal.timeout(5000) })).ok
  } catch {
    return false
  }
}

/** Starts Apicurio Registry on 127.0.0.1, on free ports. Its global compatibility level is NONE. Rejects with a ServerFailure. */
export async function startRegistry({ folder }: RegistryOptions = {}): Promise<RegistryServer> {
  const home = await apicurioFolder()
  const java = await requireJava(21)
  const [port = 0, managementPort = 0] = await freePorts(2)
  const url = `http://${HOST}:${String(port)}/apis/ccompat/v7`
  const run = openRunFolder('registry')
  if (folder !== undefined) mkdirSync(folder, { recursive: true })
  const log = join(run.path, 'server.log')
  const properties = Object.entries(settings(folder ?? run.path, port, managementPort)).map(([name, value]) => `-D${name}=${value}`)
  const args = ['-Xmx320m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', ...properties, '-jar', join(home, 'quarkus-run.jar')]
  let current: ServerProcess | undefined

  const start = async (): Promise<void> => {
    if (current?.running()) return
    current = await run.start({ command: java.command, args, logFile: log })
    const end = performance.now() + PATIENCE
    while (!(await answers(url))) {
      if (!current.running()) throw new Error('The registry ended while it started')
      if (performance.now() > end) throw new Error('The registry did not answer within a minute')
      await sleep(100)
    }
  }

  try {
    await start()
    return {
      url,
      version: APICURIO_VERSION,
      kill: async () => {
        await current?.kill()
      },
      start,
      stop: async () => {
        if (folder !== undefined && current?.running()) {
          current.signal('SIGTERM')
          await Promise.race([current.ended, sleep(10_000, undefined, { ref: false })])
        }
        await run.remove()
      },
    }
  } catch (error) {
    const said = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-10).join('\n') : ''
    await run.remove()
    throw new ServerFailure('start_failed', `Apicurio Registry ${APICURIO_VERSION} did not start. Its last words:\n${said}`, {
      cause: error,
    })
  }
}
