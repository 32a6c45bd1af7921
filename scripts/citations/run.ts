import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { booksOf, type TextFile } from './books.ts'
import { brokenIn } from './find.ts'

// Resolves what comments and pages cite: sections and rules of docs/domain/, decision records, paths. Names each that leads to nothing, with its file and line; fails when there is one.

/** Text that cites; what is data, frozen or of others is left out: a policy's files are the bytes of its release, comments too. */
const CITES = /\.(?:ts|mts|mjs|cjs|js|cedar|md|njk|sh|yml|avsc)$|\/tables\/[\w-]+\.json$|^schemas\/classes\/|Dockerfile$/
const LEFT_OUT = /^schemas\/released\/|^policy\/(?:cedar|tables)\/|^scripts\/citations\/|^tests\/scripts\/citations\./

/** The table of policies on a page repeats the policies' own comments. Its lines stay, empty, so that those after it keep their numbers. */
const withoutPolicyTable = (text: string): string =>
  text.replace(/<!-- table policies -->[\s\S]*?<!-- end -->/g, (table) => table.replace(/[^\n]+/g, ''))

const root = join(import.meta.dirname, '../..')
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
})
  .split('\n')
  .filter((path) => path !== '')
// A file that is being merged is listed once for each side.
const paths = [...new Set(listed)]
const read = (path: string): readonly TextFile[] => {
  try {
    return [{ path, text: withoutPolicyTable(readFileSync(join(root, path), 'utf8')) }]
  } catch (cause) {
    // Removed, and not yet said so to git.
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw cause
  }
}
const files = paths.filter((path) => CITES.test(path) && !LEFT_OUT.test(path)).flatMap(read)
const books = booksOf(files, paths)
const broken = files.flatMap((file) => brokenIn(file, books))
for (const { path, line, cited, why } of broken) console.error(`${path}:${String(line)}: ${cited}: ${why}`)
const missing = [
  ['sections', books.sections.size],
  ['rules', books.rules.size],
  ['decisions', books.decisions.size],
].filter(([, count]) => count === 0)
if (missing.length > 0) console.error(`The check of citations saw no ${missing.map(([name]) => name).join(', no ')}.`)
console.log(`${String(files.length)} files, ${String(broken.length)} citations that lead to nothing`)
if (files.length === 0 || missing.length > 0 || broken.length > 0) process.exitCode = 1
