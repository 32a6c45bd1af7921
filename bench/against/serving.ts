import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { sendCommand } from '../../commands/socket.ts'
import type { Role } from '../../infra/configuration/settings.ts'
import type { Build } from './build.ts'
import type { Cleanup } from './cleanup.ts'

/** A build's `serve` in a process of its own. Nothing of it is known here but its HTTP and its socket. */
export interface Serving {
  readonly build: Build
  /** For example http://127.0.0.1:3000; without a gateway the names of its roles. */
  readonly origin: string
  /** A bearer token of a made-up reader or agency, one for all requests. */
  readonly token: (as: string) => Promise<string>
  command(command: string, args: Readonly<Record<string, unknown>>): Promise<unknown>
  /** The memory that the process has in RAM now, MiB; undefined where the machine does not say (only Linux does). */
  memory(): number | undefined
  /** The most memory that the process has had in RAM until now, MiB; undefined where the machine does not say (only Linux does). */
  peakMemory(): number | undefined
  /** Processor time of all its threads until now, ms; undefined where the machine does not say (only Linux does). */
  processorTime(): number | undefined
  /** Asks it to stop; resolves when it has ended. Rejects when it ended badly. */
  stop(): Promise<void>
}

/** What is passed on of our environment: nothing that is set there for Throughline. */
const PASSED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot']
/** No limit is to be what is measured. Variables that every build that is compared knows. */
const UNLIMITED = {
  THROUGHLINE_EVENTS_PER_SECOND: '1000000',
  THROUGHLINE_EVENTS_BURST: '1000000',
  THROUGHLINE_SUBJECT_EVENTS_PER_HOUR: '1000000',
}
/** A machine that is busy with other things may need minutes for a new database. */
const PATIENCE_MS = 300_000
const LOOK_MS = 20
/** What `serve` prints once it serves: where, or which roles run where no gateway does. */
const SERVES = /^Throughline (?:is at|runs:) (.+)$/m

export const environmentOf = ({ compiled }: Build): Record<string, string> => ({
  ...Object.fromEntries(
    PASSED.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  ),
  NODE_COMPILE_CACHE: compiled,
})

/** What Linux tells of a process; undefined elsewhere, and of one that is gone. */
function toldOf(pid: number | undefined, file: 'status' | 'stat'): string | undefined {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}

function memoryOf(pid: number | undefined, line: 'VmHWM' | 'VmRSS'): number | undefined {
  const kibibytes = new RegExp(`^${line}:\\s*(\\d+) kB$`, 'm').exec(toldOf(pid, 'status') ?? '')?.[1]
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024
}

/** How a build starts Node (scripts/run.mjs). */
async function startsWith({
  root,
}: Build): Promise<{ readonly options: readonly string[]; readonly environment: Readonly<Record<string, string>> }> {
  const { nodeOptions = [], nodeEnvironment = {} } = (await import(pathToFileURL(join(root, 'scripts', 'run.mjs')).href)) as {
    nodeOptions?: readonly string[]
    nodeEnvironment?: Readonly<Record<string, string>>
  }
  const { MALLOC_ARENA_MAX: arenas } = nodeEnvironment
  return { options: nodeOptions, environment: arenas === undefined ? {} : { MALLOC_ARENA_MAX: arenas } }
}

/** Linux counts in hundredths of a second, whatever its kernel's own clock is. */
const TICK_MS = 10

function processorTimeOf(pid: number | undefined): number | undefined {
  // The name, in brackets, may hold anything: what is counted stands behind it.
  const fields = toldOf(pid, 'stat')
    ?.replace(/^.*\)\s/s, '')
    .split(' ')
  if (fields === undefined) return undefined
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

export interface ServeOptions {
  /** Default: all. */
  readonly roles?: readonly Role[]
  /** Where its parts are, as variables of the environment. Default: all in the data folder. */
  readonly places?: Readonly<Record<string, string>>
}

/** What is told of a build's process, on Linux; undefined where the machine does not say. */
export const processOf = (pid: number | undefined) => ({
  memory: () => memoryOf(pid, 'VmRSS'),
  peakMemory: () => memoryOf(pid, 'VmHWM'),
  processorTime: () => processorTimeOf(pid),
})

/** Starts a command of a build on a data folder, without a limit. */
export async function startBuild(
  build: Build,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<ChildProcessByStdio<null, Readable, Readable>> {
  const { options, environment } = await startsWith(build)
  return spawn(build.node, [...options, 'throughline.ts', ...args], {
    cwd: build.root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environmentOf(build), ...environment, ...UNLIMITED, LOG_LEVEL: 'error', ...variables },
  })
}

/** Serves a data folder by a build. Resolves when it answers. Rejects with what it said when it ends before. */
export async function serveBuild(
  build: Build,
  data: string,
  cleanup: Cleanup,
  { roles, places = {} }: ServeOptions = {},
): Promise<Serving> {
  const child = await startBuild(build, ['serve'], {
    ...places,
    THROUGHLINE_METRICS_PORT: '0',
    THROUGHLINE_DATA: data,
    PORT: '0',
    HOST: '127.0.0.1',
    ...(roles ? { THROUGHLINE_ROLES: roles.join(',') } : {}),
  })
  const said: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const kill = cleanup.add(() => {
    child.kill('SIGKILL')
  })
  let ended = false
  const end = once(child, 'close').then(([code]) => {
    ended = true
    kill()
    return code as number | null
  })
  const command = (name: string, args: Readonly<Record<string, unknown>> = {}): Promise<unknown> =>
    sendCommand(data, { command: name, arguments: args })
  const until = performance.now() + PATIENCE_MS
  const lines: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(text))
  let origin: string | undefined
  while (origin === undefined) {
    if (ended) throw new Error(`The build ${build.name} does not serve.\n${said.join('')}`)
    if (performance.now() > until) throw new Error(`The build ${build.name} did not answer in ${PATIENCE_MS / 1000} s.`)
    origin = SERVES.exec(lines.join(''))?.[1]
    if (origin === undefined) await sleep(LOOK_MS)
  }
  const tokens = new Map<string, Promise<string>>()
  return {
    build,
    origin,
    command,
    token: (as) => {
      const issued = tokens.get(as) ?? command('token', { as }).then(String)
      tokens.set(as, issued)
      return issued
    },
    ...processOf(child.pid),
    stop: async () => {
      child.kill('SIGTERM')
      const code = await end
      if (code !== 0) throw new Error(`The build ${build.name} ended with ${String(code)}.\n${said.join('')}`)
    },
  }
}
