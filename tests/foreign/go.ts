import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../scripts/servers/cache/folder.ts'
import { fetchOnce } from '../../scripts/servers/cache/fetch-once.ts'
import { runTool } from '../../scripts/servers/cache/run-tool.ts'
import { ServerFailure } from '../../scripts/servers/failure.ts'

/** What the pinned modules ask for at least; franz-go 1.22 is the one that asks for most. */
const LEAST = [1, 26] as const
const INSTALL = `Install Go ${LEAST.join('.')} or later from its publisher, or from a distribution that has it (Debian 12's golang-go is 1.19, which is too old).`

/** The version of the `go` on the PATH, as it names itself. Rejects with a ServerFailure `missing_tool` where there is none, or an older one. */
export async function goVersion(): Promise<string> {
  const said = await runTool('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], INSTALL)
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(said) ?? []
  if (Number(major) === LEAST[0] && Number(minor) >= LEAST[1]) return said
  throw new ServerFailure('missing_tool', `The program go on the PATH is ${said.split('\n')[0] ?? ''}. ${INSTALL}`)
}

/** Runs `go` in a folder, where go.mod and go.sum pin what it may fetch. Resolves with what it printed; rejects with a ServerFailure. */
export async function runGo(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  await goVersion()
  return runTool('go', args, INSTALL, { cwd: folder, env: { ...process.env, ...env } })
}

/** The program that the module in `folder` builds, made once for these sources and this Go, and kept in the cache folder. */
export async function goProgram(folder: string, name: string, words: string): Promise<string> {
  const sources = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name)).sort()
  const key = sources.reduce((hash, file) => hash.update(file.slice(folder.length)).update(readFileSync(file)), createHash('sha256').update(await goVersion())).digest('hex').slice(0, 16)
  const built = await fetchOnce(join(cacheFolder(), `${name}-${key}`), words, async (target) => {
    await runGo(folder, ['build', '-trimpath', '-mod=readonly', '-o', join(target, name), '.'])
  })
  return join(built, name)
}

/** The agency's own program in Go, as `goProgram` takes it. */
export const AGENCY_GO = [join(import.meta.dirname, 'go', 'agency'), 'agency-go', 'an agency in Go (franz-go and hamba/avro)'] as const
