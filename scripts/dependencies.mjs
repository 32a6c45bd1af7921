// Runs on whatever Node the machine has: makes sure that the packages of package-lock.json are installed, Node 24 among them.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** Node 24, from the `node` package: everything of ours runs on it. */
export const node24 = join(root, 'node_modules', '.bin', 'node')

const stamp = join(root, 'node_modules', '.throughline-lock')
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

const nodeVersion = () => {
  if (!existsSync(node24)) return undefined
  const answer = spawnSync(node24, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 ? answer.stdout.trim() : undefined
}

const fail = (message) => {
  console.error(message)
  process.exit(1)
}

/** Installs what package-lock.json names unless it is there already; says what it does; ends the process when it cannot. */
export function ensureDependencies() {
  const wanted = lockHash()
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted || nodeVersion() === undefined) {
    console.log('Installing the packages of package-lock.json (npm ci); about half a minute …')
    const started = performance.now()
    const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (install.error) fail('npm was not found. Install Node.js with npm (https://nodejs.org, any version from 20 on) and run this again.')
    if (install.status !== 0) fail('npm ci failed; its message is above. Check that the npm registry is reachable, then run this again.')
    console.log(`Installed in ${((performance.now() - started) / 1000).toFixed(0)} s.`)
  }
  const version = nodeVersion()
  if (!version?.startsWith('v24.')) {
    fail(
      'Node 24 is not in node_modules: the install script of the package "node" did not run. Run: npm rebuild node --ignore-scripts=false',
    )
  }
  writeFileSync(stamp, wanted)
}
