import { createHash } from 'node:crypto'
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../../scripts/servers/cache/folder.ts'
import { fetchOnce } from '../../../scripts/servers/cache/fetch-once.ts'
import { runTool } from '../../../scripts/servers/cache/run-tool.ts'

const INSTALL = 'Install Node.js with npm (https://nodejs.org, any version from 20 on).'
const FILES = ['package.json', 'package-lock.json'] as const

/** The node_modules with Modelina and what it needs, as the lock file here pins them: installed once, in the cache folder. Rejects with a ServerFailure. */
export async function modelinaModules(): Promise<string> {
  const key = FILES.reduce((hash, file) => hash.update(readFileSync(join(import.meta.dirname, file))), createHash('sha256'))
    .digest('hex')
    .slice(0, 16)
  const folder = await fetchOnce(join(cacheFolder(), `modelina-${key}`), 'Modelina (200 MB)', async (target) => {
    for (const file of FILES) copyFileSync(join(import.meta.dirname, file), join(target, file))
    await runTool('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], INSTALL, { cwd: target })
  })
  return join(folder, 'node_modules')
}
