import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { node24, root } from './dependencies.mjs'

/** Node's warnings of features that are stable enough for us (node:sqlite, the type stripping of TypeScript), and of a timer of kafkajs's that ends at once. */
export const nodeOptions = ['--disable-warning=ExperimentalWarning', '--disable-warning=TimeoutNegativeWarning']

/** The environment of our programs: what Node compiles it keeps beside the packages, so that the next start takes a second less. */
export const nodeEnvironment = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'), ...process.env }

/** Runs a program on Node 24 in the project's folder with this terminal; resolves with its exit code. Signals are passed on. */
export function runNode(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(node24, [...nodeOptions, ...args], { cwd: root, stdio: 'inherit', env: { ...nodeEnvironment, ...env } })
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', pass)
    process.on('SIGTERM', pass)
    child.on('exit', (code, signal) => {
      process.off('SIGINT', pass)
      process.off('SIGTERM', pass)
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1))
    })
  })
}
