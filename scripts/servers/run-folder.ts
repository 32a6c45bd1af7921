import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, closeSync, mkdtempSync, openSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface ServerCommand {
  readonly command: string
  readonly args: readonly string[]
  /** Standard output and errors are appended to this file. */
  readonly logFile: string
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** The system user that it runs as; only root may name another one. */
  readonly user?: { readonly uid: number; readonly gid: number }
}

export interface ServerProcess {
  readonly pid: number
  running(): boolean
  signal(name: NodeJS.Signals): void
  /** Resolves when the process has ended, with its exit code (null after a signal). */
  readonly ended: Promise<number | null>
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
}

/** A temporary folder with the processes that work in it. */
export interface RunFolder {
  readonly path: string
  /** Starts a process in a group of its own: Ctrl-C reaches it only through its owner. Rejects when it cannot be started. */
  start(command: ServerCommand): Promise<ServerProcess>
  /** Kills what still runs and removes the folder. */
  remove(): Promise<void>
}

const guardScript = fileURLToPath(new URL('guard.sh', import.meta.url))

/**
 * Opens a folder below the system's temporary folder.
 * INVARIANT: no process of it, and not the folder, outlives this Node process, even after `kill -9`: a guard holds a pipe to it.
 */
export function openRunFolder(name: string): RunFolder {
  const path = mkdtempSync(join(tmpdir(), `throughline-${name}-`))
  chmodSync(path, 0o755)
  const guard = spawn('sh', [guardScript, path], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  const guardEnded = once(guard, 'exit')
  guard.stdin.on('error', () => undefined)
  guard.unref()
  const alive = new Set<ServerProcess>()
  return {
    path,
    start: async ({ command, args, logFile, cwd = path, env = process.env, user }) => {
      const output = openSync(logFile, 'a')
      const child = spawn(command, [...args], { cwd, env, detached: true, stdio: ['ignore', output, output], ...user })
      const ended = new Promise<number | null>((resolve) => {
        child.on('exit', (code) => {
          resolve(code)
        })
      })
      closeSync(output)
      await once(child, 'spawn')
      const pid = child.pid ?? -1
      guard.stdin.write(`add ${String(pid)}\n`)
      const started: ServerProcess = {
        pid,
        ended,
        running: () => alive.has(started),
        signal: (signal) => {
          child.kill(signal)
        },
        kill: async () => {
          child.kill('SIGKILL')
          await ended
        },
      }
      alive.add(started)
      void ended.then(() => {
        alive.delete(started)
        guard.stdin.write(`drop ${String(pid)}\n`)
      })
      return started
    },
    remove: async () => {
      await Promise.all([...alive].map((one) => one.kill()))
      guard.ref()
      guard.stdin.end()
      await guardEnded
    },
  }
}
