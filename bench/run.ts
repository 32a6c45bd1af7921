/**
 * npm run bench [-- --quick] [--column=embedded|distributed|both] [--json] [--only=NAME,NAME] [--rounds=N] [--against=REVISION]: prints rates beside their ceilings, or this checkout
 * beside a revision, as ratios. --growth [--events=N] [--folder=FOLDER]: how cost grows with the number of events. It never asserts. See docs/reference/benchmarks.md.
 */
import { GitError } from './against/git.ts'
import { OptionError, readOptions } from './options.ts'

const WRONG_USE = 2

try {
  const options = readOptions(process.argv.slice(2))
  if (options.growth !== undefined) await (await import('./growth/growth.ts')).growth(options.growth, options)
  else if (options.against === undefined) await (await import('./beside-ceiling.ts')).besideCeiling(options)
  else await (await import('./against/against.ts')).against(options.against, options)
} catch (error) {
  if (!(error instanceof OptionError || error instanceof GitError)) throw error
  console.error(error.message)
  process.exitCode = WRONG_USE
}
