import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// The headless shell is Chromium without the browser's own windows, which take more of two cores than the pages do.
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
]
const found = () => process.env.CHROMIUM ?? places.find((place) => existsSync(place))

/** The path of a Chromium, installed from Debian's packages when there is none and we may; ends the process when there is no way. */
export function ensureChromium() {
  const there = found()
  if (there) return there
  const how = 'Install it (Debian and Ubuntu: sudo apt-get install chromium), or name one in the variable CHROMIUM.'
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    console.error(`The browser tests need Chromium, and it was not found. ${how}`)
    process.exit(1)
  }
  console.log('Installing Chromium for the browser tests (apt-get); about a minute …')
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-qq'], quiet)
  const install = (name) => spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet).status === 0
  const isInstalled = install('chromium-headless-shell') || install('chromium')
  const installed = found()
  if (!isInstalled || !installed) {
    console.error(`apt-get could not install Chromium; its message is above. ${how}`)
    process.exit(1)
  }
  return installed
}
