import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sendCommand } from '../../commands/socket.ts'
import { testNodeOptions } from '../../scripts/test-environment.mjs'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import type { Evidence } from './evidence.ts'
import { within } from './patience.ts'

const PROGRAM = join(import.meta.dirname, 'serving-process.ts')

/** A data folder, and a service on it that can be killed and started again. */
export interface Installation {
  readonly data: string
  /** Starts the service, to die at a crash point (`name:times`) or not at all. Resolves when it serves, or has been killed before. */
  start(crashAt?: string): Promise<void>
  /** Starts it without waiting for it. */
  launch(crashAt?: string): void
  /** Resolves when the service has died of SIGKILL: with the crash point, if it was at one. Rejects when it ended in any other way. */
  died(): Promise<string | undefined>
  kill(): Promise<void>
  /** Where the service is; undefined while none serves. */
  origin(): string | undefined
  /** A bearer token of a made-up reader or agency; rejects while no service runs. */
  token(as: string): Promise<string>
  /** A request as a made-up reader or agency; rejects while no service runs, and when it is killed before it has answered. */
  request(as: string, path: string, init?: RequestInit): Promise<Response>
  /** Asks for the links of the demo's readers to the case of an event; rejects while no service runs. */
  link(event: unknown): Promise<void>
  /** Waits until the service has caught up with its logs, then looks. */
  evidence(): Promise<Evidence>
  /** Kills what runs and removes the folder. */
  remove(): Promise<void>
}

interface Run {
  readonly child: ChildProcess
  readonly served: Promise<void>
  readonly died: Promise<string | undefined>
  readonly tokens: Map<string, Promise<string>>
  origin: string | undefined
}

function run(data: string, crashAt: string | undefined): Run {
  const child = spawn(process.execPath, [...testNodeOptions, '--disable-warning=ExperimentalWarning', PROGRAM, data], {
    stdio: 'pipe',
    env: { ...process.env, THROUGHLINE_CRASH_AT: crashAt ?? '' },
  })
  const said: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const died = once(child, 'close').then(([, signal]) => {
    started.origin = undefined
    if (signal !== 'SIGKILL') throw new Error(`The service ended by itself.\n${said.join('')}`)
    return /crash point (\S+)/.exec(said.join(''))?.[1]
  })
  died.catch(() => undefined)
  const address = once(child.stdout.setEncoding('utf8'), 'data').then(([text]) => {
    started.origin = String(text).trim()
  })
  const started: Run = { child, died, tokens: new Map(), origin: undefined, served: Promise.race([address, died.then(() => undefined)]) }
  started.served.catch(() => undefined)
  return started
}

/** `folder`: where its data is, and how it is taken away; default a temporary folder. */
export function createInstallation({ path: data, remove }: ReturnType<typeof temporaryFolder> = temporaryFolder()): Installation {
  let current: Run | undefined
  const running = (): Run => {
    if (current === undefined) throw new Error('The service was not started.')
    return current
  }
  const launch = (crashAt?: string): void => {
    current = run(data, crashAt)
  }
  const kill = async (): Promise<void> => {
    current?.child.kill('SIGKILL')
    await current?.died
  }
  const token = (as: string): Promise<string> => {
    const { tokens } = running()
    const issued = tokens.get(as) ?? sendCommand(data, { command: 'token', arguments: { as } }).then(String)
    tokens.set(as, issued)
    issued.catch(() => {
      tokens.delete(as)
    })
    return issued
  }
  return {
    data,
    launch,
    kill,
    token,
    start: async (crashAt) => {
      launch(crashAt)
      await within(running().served, 'the service to start')
    },
    died: () => within(running().died, 'the service to die'),
    origin: () => current?.origin,
    request: async (as, path, init = {}) => {
      const { origin } = running()
      if (origin === undefined) throw new Error('No service runs.')
      return fetch(`${origin}${path}`, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${await token(as)}` },
      })
    },
    link: async (event) => {
      await sendCommand(data, { command: 'link', arguments: { event } })
    },
    evidence: async () => {
      const collected = sendCommand(data, { command: 'evidence' }).catch(async (error: unknown) => {
        // A service that has ended says why.
        await running().died
        throw error
      })
      return (await within(collected, 'the service to catch up')) as Evidence
    },
    remove: async () => {
      await kill().catch(() => undefined)
      remove()
    },
  }
}
