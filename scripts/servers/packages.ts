import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ServerFailure } from './failure.ts'
import { findJava } from './java.ts'
import { findPostgres } from './postgres/programs.ts'

const onPath = (program: string): boolean => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
const canMakeVenv = (): boolean => spawnSync('python3', ['-c', 'import ensurepip, venv']).status === 0

/** Debian's packages by what they are for; only those that are missing are named. */
function missingPackages(): string[] {
  return [
    ...(findJava(17) ? [] : ['default-jre-headless']),
    ...(onPath('javac') ? [] : ['default-jdk-headless']),
    ...(onPath('mvn') ? [] : ['maven']),
    ...(findPostgres() === undefined ? ['postgresql'] : []),
    ...(onPath('openssl') ? [] : ['openssl']),
    ...(onPath('promtool') ? [] : ['prometheus']),
    ...(canMakeVenv() ? [] : ['python3-venv', 'python3-pip']),
  ]
}

/** Fails where alert rules cannot be tested. Throws ServerFailure `missing_tool`. */
export function requirePromtool(): void {
  if (onPath('promtool')) return
  throw new ServerFailure(
    'missing_tool',
    'promtool, which tests the alert rules of monitoring/, was not found. Install Prometheus (Debian and Ubuntu: sudo apt-get install prometheus; ' +
      'macOS: brew install prometheus).',
  )
}

/** As root on Debian or Ubuntu: installs the packages that the tests and their servers need and that are missing. Elsewhere: does nothing. */
export function installMissingPackages(): void {
  const missing = missingPackages()
  if (missing.length === 0 || process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return
  process.stderr.write(`Installing ${missing.join(', ')} for the tests (apt-get); about a minute …\n`)
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], options)
}
