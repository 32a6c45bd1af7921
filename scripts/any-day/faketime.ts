import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'

const LIBRARIES = [
  '/usr/lib/*/faketime/libfaketimeMT.so.1',
  '/usr/lib/faketime/libfaketimeMT.so.1',
  '/usr/lib64/faketime/libfaketimeMT.so.1',
]
const found = (): string | undefined => process.env.LIBFAKETIME ?? LIBRARIES.flatMap((pattern) => globSync(pattern))[0]

/** The path of libfaketime, installed from Debian's packages when there is none and we may; ends the process when there is no way. */
export function ensureFaketime(): string {
  const there = found()
  if (there) return there
  const how = 'Install it (Debian and Ubuntu: sudo apt-get install faketime), or name the library in the variable LIBFAKETIME.'
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    console.error(`Running the tests on other days needs libfaketime, and it was not found. ${how}`)
    process.exit(1)
  }
  console.log('Installing faketime, to run the tests on other days (apt-get); some seconds …')
  const quiet = {
    stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  spawnSync('apt-get', ['update', '-qq'], quiet)
  const install = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'faketime'], quiet)
  const installed = found()
  if (install.status !== 0 || !installed) {
    console.error(`apt-get could not install faketime; its message is above. ${how}`)
    process.exit(1)
  }
  return installed
}
