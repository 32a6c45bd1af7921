import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

const HOW =
  'promtool was not found. npm test installs it as root on Debian and Ubuntu; elsewhere install Prometheus (Debian and Ubuntu: sudo apt-get install prometheus).'

/** Runs promtool in monitoring/. Throws with what to do where there is none. */
export function promtool(args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr, error } = spawnSync('promtool', args, { cwd: join(root, 'monitoring'), encoding: 'utf8' })
  if (error !== undefined) throw new Error(HOW, { cause: error })
  return { status, output: `${stdout}${stderr}` }
}
