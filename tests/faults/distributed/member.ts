import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Role } from '../../../infra/configuration/settings.ts'
import { sendCommand } from '../../../commands/socket.ts'
import type { RunFolder, ServerProcess } from '../../../scripts/servers/run-folder.ts'

const PROGRAM = join(import.meta.dirname, 'member-process.ts')
const NODE_OPTIONS = ['--disable-warning=ExperimentalWarning', '--disable-warning=TimeoutNegativeWarning']
const BEFORE_RESTART_MS = 200
const LOOK_MS = 50
const PATIENCE_MS = 20_000

export interface MemberOptions {
  readonly name: string
  readonly roles: readonly Role[]
  /** Starts it as an intake that does not wait for its turn. */
  readonly beside?: boolean
  readonly run: RunFolder
  /** Where its log goes. */
  readonly logs: string
  /** The environment of `serve`. */
  readonly env: Readonly<Record<string, string>>
}

/** Where a gateway is reached, with bearer tokens for made-up people and agencies. */
export interface GatewayAddress {
  readonly origin: string
  readonly tokens: Readonly<Record<string, string>>
}

/** A process of the installation, started again whenever it ends, as a supervisor would. */
export interface Member {
  readonly name: string
  readonly roles: readonly Role[]
  /** Whether it has started and lives. A frozen one still counts. */
  isReady(): boolean
  /** Present while it is ready and a gateway. */
  address(): GatewayAddress | undefined
  /** How often it has ended by itself with a failure. */
  failures(): number
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>
  freeze(): void
  thaw(): void
  /** Lets it die of SIGKILL at a crash point (`name:times`), or no more at any (`''`). */
  arm(at: string): Promise<void>
  /** Resolves when the process that runs now has ended. */
  ended(): Promise<void>
  /** Asks it to end (SIGTERM) as a supervisor that starts it anew would; resolves when it is gone, and rejects when it is not within 20 s. */
  end(): Promise<void>
  /** Asks it to stop, and ends it when it does not within 20 s; it is not started again. */
  stop(): Promise<void>
}

interface Life {
  readonly process: ServerProcess
  address: Partial<GatewayAddress> | undefined
}

export function startMember({ name, roles, beside = false, run, logs, env }: MemberOptions): Member {
  const data = join(run.path, name)
  mkdirSync(data, { recursive: true })
  const settings = { ...process.env, ...env, THROUGHLINE_DATA: data, THROUGHLINE_ROLES: roles.join(','), LOG_LEVEL: 'info' }
  let life: Life | undefined
  let isStopping = false
  let failures = 0

  /** Asks the process whether it has started, until it has or is gone. */
  const awaitReady = async (started: Life): Promise<void> => {
    while (started.process.running() && started.address === undefined) {
      started.address = await sendCommand(data, { command: 'ready' }).then(
        (address) => address as Partial<GatewayAddress>,
        () => undefined,
      )
      await delay(LOOK_MS)
    }
  }
  const supervise = async (): Promise<void> => {
    while (!isStopping) {
      const started: Life = {
        address: undefined,
        process: await run.start({
          command: process.execPath,
          args: [...NODE_OPTIONS, PROGRAM, ...(beside ? ['beside'] : [])],
          env: settings,
          logFile: join(logs, `${name}.log`),
        }),
      }
      life = started
      void awaitReady(started)
      const code = await started.process.ended
      if (code !== null && code !== 0) failures++
      await delay(BEFORE_RESTART_MS)
    }
  }
  const supervised = supervise()
  const isReady = (): boolean => life?.process.running() === true && life.address !== undefined
  return {
    name,
    roles,
    isReady,
    address: () => {
      const { origin, tokens } = (isReady() ? life?.address : undefined) ?? {}
      return origin === undefined || tokens === undefined ? undefined : { origin, tokens }
    },
    failures: () => failures,
    kill: async () => {
      await life?.process.kill()
    },
    freeze: () => {
      life?.process.signal('SIGSTOP')
    },
    thaw: () => {
      life?.process.signal('SIGCONT')
    },
    arm: async (at) => {
      await sendCommand(data, { command: 'arm', arguments: { at } }).catch(() => undefined)
    },
    ended: async () => {
      await life?.process.ended
    },
    end: async () => {
      life?.process.signal('SIGTERM')
      const gone = await Promise.race([life?.process.ended.then(() => true), delay(PATIENCE_MS, false, { ref: false })])
      if (gone === false) throw new Error(`${name} did not end within ${String(PATIENCE_MS / 1000)} s of SIGTERM.`)
    },
    stop: async () => {
      isStopping = true
      life?.process.signal('SIGTERM')
      await Promise.race([supervised, delay(PATIENCE_MS, undefined, { ref: false })])
      await life?.process.kill()
      await supervised
    },
  }
}
