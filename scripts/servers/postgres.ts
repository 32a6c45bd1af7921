import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { runTool } from './cache/run-tool.ts'
import { ServerFailure } from './failure.ts'
import { freePorts } from './ports.ts'
import { postgresVersion } from './postgres/database.ts'
import { requirePostgres, serverUser } from './postgres/programs.ts'
import { openRunFolder, type ServerCommand, type ServerProcess } from './run-folder.ts'

export interface PostgresServer {
  /** The superuser's address, `postgres://…` on 127.0.0.1, with its password. */
  readonly url: string
  readonly version: string
  /** SIGKILL to every process of it, as a crash does; resolves when they are gone. */
  kill(): Promise<void>
  /** SIGSTOP to every process of it: it keeps its connections and answers nothing. */
  freeze(): void
  thaw(): void
  /** Starts it again on the same data and port; resolves when it answers. Does nothing while it runs. */
  start(): Promise<void>
  /** Ends it and, unless `folder` was given, removes its data. */
  stop(): Promise<void>
}

export interface PostgresOptions {
  /** Whether a commit waits for the disk (fsync). Default false: a killed process loses nothing either way, a machine may. */
  readonly durable?: boolean
  /** Where its data is kept, for data that outlives this run. Default: a temporary folder. */
  readonly folder?: string
}

const PATIENCE = 60_000
const SUPERUSER = 'postgres'
const DATA = 'data'
const PASSWORD_FILE = 'password'

function childrenOf(pid: number): number[] {
  const file = `/proc/${String(pid)}/task/${String(pid)}/children`
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number) : []
}

function signalIfThere(pid: number, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself.
  }
}

async function initialise(home: string, programs: string, user: ServerCommand['user'], password: string): Promise<void> {
  const passwordFile = join(home, PASSWORD_FILE)
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) {
    chownSync(home, user.uid, user.gid)
    chownSync(passwordFile, user.uid, user.gid)
  }
  const args = [
    '-D',
    join(home, DATA),
    '-U',
    SUPERUSER,
    '--pwfile',
    passwordFile,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ]
  await runTool(join(programs, 'initdb'), args, 'Install PostgreSQL.', { cwd: home, ...(user ? { user } : {}) })
}

/** Starts a PostgreSQL cluster of its own on 127.0.0.1, on a free port and fresh data, or those of `folder`. Rejects with a ServerFailure. */
export async function startPostgres({ durable = false, folder }: PostgresOptions = {}): Promise<PostgresServer> {
  const programs = requirePostgres()
  const user = serverUser()
  const [port = 0] = await freePorts(1)
  const run = openRunFolder('postgres')
  const home = folder ?? run.path
  const isKept = existsSync(join(home, DATA, 'PG_VERSION'))
  const password = isKept ? readFileSync(join(home, PASSWORD_FILE), 'utf8').trim() : randomBytes(18).toString('base64url')
  const url = `postgres://${SUPERUSER}:${password}@127.0.0.1:${String(port)}/postgres`
  const log = join(run.path, 'server.log')
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    shared_buffers: '64MB',
    fsync: durable ? 'on' : 'off',
    max_connections: '200',
  }
  const args = ['-D', join(home, DATA), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  let current: ServerProcess | undefined

  // After a kill the last backends hold the shared memory for a moment, and the server ends at once: it is started again.
  const start = async (): Promise<string> => {
    const end = performance.now() + PATIENCE
    let last: unknown
    while (performance.now() < end) {
      if (!current?.running())
        current = await run.start({ command: join(programs, 'postgres'), args, logFile: log, ...(user ? { user } : {}) })
      try {
        return await postgresVersion(url)
      } catch (error) {
        last = error
        await sleep(100)
      }
    }
    throw new Error('PostgreSQL did not answer within a minute', { cause: last })
  }

  // The first one first, so that none is made meanwhile.
  const signalAll = (signal: 'SIGSTOP' | 'SIGCONT'): void => {
    if (!current?.running()) return
    for (const pid of [current.pid, ...childrenOf(current.pid)]) signalIfThere(pid, signal)
  }

  try {
    if (folder !== undefined) mkdirSync(folder, { recursive: true })
    if (!isKept) await initialise(home, programs, user, password)
    const version = await start()
    return {
      url,
      version,
      kill: async () => {
        if (!current?.running()) return
        const children = childrenOf(current.pid)
        const gone = current.kill()
        for (const child of children) signalIfThere(child, 'SIGKILL')
        await gone
      },
      freeze: () => {
        signalAll('SIGSTOP')
      },
      thaw: () => {
        signalAll('SIGCONT')
      },
      start: async () => {
        await start()
      },
      stop: async () => {
        current?.signal(folder === undefined ? 'SIGQUIT' : 'SIGINT')
        await current?.ended
        await run.remove()
      },
    }
  } catch (error) {
    const said = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-10).join('\n') : ''
    await run.remove()
    throw new ServerFailure('start_failed', `PostgreSQL did not start. ${said}`, { cause: error })
  }
}
