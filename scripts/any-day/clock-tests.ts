import { existsSync, globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'

const PORT = 'infra/clock/clock.ts'
const COMMAND = 'throughline.ts'
/** A file of ours, as imports, `new URL(…)`, worker threads and programs that are started name one: from the file that names it, or from the root. */
const NAMED = /'([^'\n]+\.(?:ts|mjs))'/g
const COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm
/** How a test starts the command. Elsewhere these words are help for people. */
const STARTED = /throughline\.(?:ts|mjs)|npx throughline|npm start/
/** What starts servers, browsers and tools of others: their clocks are theirs, and Java does not start under another one. Who picks a port starts none. */
const FOREIGN = /^scripts\/servers\/(?!ports\.ts$|cache\/lock\.ts$)|^tests\/foreign\/|^tests\/browser\/browser\.ts$/
/**
 * What starts servers by typing so, and the steps of the image. For the sake of time: what is run in many random worlds or killed again and again (the flows beside
 * them read the same clock), and the pages whose commands name no date, which their test holds; and commands as processes, each of whose starts costs seconds: those
 * that the tutorial types are among what is run.
 */
const LEFT_OUT =
  /\.(prop|fault)\.test\.ts$|^tests\/docs\/(?:pages|secured-cluster)\.flow\.test\.ts$|^tests\/scripts\/image\.flow\.test\.ts$|^tests\/commands\//

/**
 * Test files that read the machine's clock, by path from the root, sorted: those from which a path of imports, or of programs that they start, leads to the
 * clock port, which is the one place where the clock is read (the lint holds that). Imports of types alone do not count, and neither do tests that start
 * servers of others, properties and faults. Throws when none is found: a rule that finds nothing is broken.
 */
export function clockTests(root: string): readonly string[] {
  const kept = new Map<string, readonly string[]>()
  const namedIn = (file: string): readonly string[] => {
    const source = readFileSync(join(root, file), 'utf8')
    const code = (file.endsWith('.ts') ? stripTypeScriptTypes(source) : source).replace(COMMENTS, '')
    const files = [...code.matchAll(NAMED)]
      .flatMap(([, path = '']) => [join(dirname(file), path), path])
      .filter((path) => existsSync(join(root, path)))
    return file.startsWith('tests/') && STARTED.test(code) ? [...files, COMMAND] : files
  }
  const next = (file: string): readonly string[] => {
    const files = kept.get(file) ?? namedIn(file)
    kept.set(file, files)
    return files
  }
  const reachedFrom = (test: string): ReadonlySet<string> => {
    const reached = new Set([test])
    for (const file of reached) for (const named of next(file)) reached.add(named)
    return reached
  }
  const found = globSync('tests/**/*.test.ts', { cwd: root })
    .sort()
    .filter((test) => !LEFT_OUT.test(test))
    .filter((test) => {
      const reached = reachedFrom(test)
      return reached.has(PORT) && ![...reached].some((file) => FOREIGN.test(file))
    })
  if (found.length === 0) throw new Error('No test reads the clock: the rule of scripts/any-day/clock-tests.ts is broken.')
  return found
}
