import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../scripts/servers/cache/folder.ts'
import { fetchOnce } from '../../scripts/servers/cache/fetch-once.ts'
import { runTool } from '../../scripts/servers/cache/run-tool.ts'

const INSTALL = 'Install Python (Debian and Ubuntu: sudo apt-get install python3-venv python3-pip).'

/**
 * The `bin` of a venv with pinned requirements, made once and kept in the cache folder. `options`: more of pip's. Run its `python`, with `-m` for a tool: the other programs in it
 * name the folder that it was made in, which has another name since. Rejects with a ServerFailure when it cannot be made.
 */
export async function venvBin(requirements: string, name: string, words: string, options: readonly string[] = []): Promise<string> {
  const version = await runTool('python3', ['--version'], INSTALL)
  const key = createHash('sha256').update(version).update(readFileSync(requirements)).digest('hex').slice(0, 16)
  const folder = await fetchOnce(join(cacheFolder(), `${name}-${key}`), words, async (target) => {
    await runTool('python3', ['-m', 'venv', target], INSTALL)
    await runTool(
      join(target, 'bin', 'python'),
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...options, '--requirement', requirements],
      INSTALL,
    )
  })
  return join(folder, 'bin')
}
