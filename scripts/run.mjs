import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { node24, root } from './dependencies.mjs'

/** Node's warnings of features that are stable enough for us (node:sqlite, the type stripping of TypeScript), and of a timer of kafkajs's that ends at once. */
export const nodeOptions = ['--disable-warning=ExperimentalWarning', '--disable-warning=TimeoutNegativeWarning']

/**
 * The environment of our programs: what Node compiles it keeps beside the packages, so that the next start takes a second less; glibc has two arenas for all threads
 * instead of eight a core.
 */
export const nodeEnvironment = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'), MALLOC_ARENA_MAX: '2', ...process.env }

const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const LOOK_MS = 250

/**
 * Runs a program on Node 24 with this terminal; resolves with its exit code. Signals are passed on, and it is waited for. A program that a signal has killed is
 * reported as a shell expects: this process ends by the same signal, or with 128 and its number. `cwd`: default the project's folder. `service`: it ends when it is
 * told to, also before it can listen to signals (0), when this process is gone, however that died (the channel between the two closes), and when npm's shell is gone
 * that started this one: npm passes a signal to its shell, which dies of it where it is not bash (.npmrc).
 */
export function runNode(args, { env = {}, cwd = root, service = false } = {}) {
  return new Promise((resolve) => {
    const stdio = ['inherit', 'inherit', 'inherit', ...(service ? ['ipc'] : [])]
    const child = spawn(node24, [...nodeOptions, ...args], { cwd, stdio, env: { ...nodeEnvironment, ...env } })
    const passed = new Set()
    const pass = (signal) => {
      passed.add(signal)
      child.kill(signal)
    }
    for (const signal of ENDS) process.on(signal, pass)
    const startedBy = process.ppid
    const orphaned = () => {
      if (process.ppid === startedBy) return
      clearInterval(look)
      pass('SIGTERM')
    }
    const look = service && process.env.npm_lifecycle_event !== undefined ? setInterval(orphaned, LOOK_MS) : undefined
    child.on('exit', (code, signal) => {
      clearInterval(look)
      for (const one of ENDS) process.off(one, pass)
      if (signal === null) return resolve(code)
      if (service && passed.has(signal)) return resolve(0)
      if (ENDS.includes(signal)) process.kill(process.pid, signal)
      resolve(128 + constants.signals[signal])
    })
  })
}
