// node scripts/hops.mjs [FOLDER]: the files that run between the read of a timeline and the last file of its decision, by folder: what somebody opens who follows how one timeline is decided.
// FOLDER: another checkout, to compare. A file is counted once; imports of types alone are not followed.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'

const folder = process.argv[2] ?? join(import.meta.dirname, '..')
const readOf = (path) => readFileSync(join(folder, path), 'utf8')
/** The read that the timeline's handler calls, and the decision, which it is given as a value. */
const starts = [
  'gateway/read/timeline.ts',
  ['policy/decide/decide.ts', 'gateway/policy/decide.ts'].find((path) => existsSync(join(folder, path))),
]

/** Modules of ours that a file imports at run time. */
function importsOf(path) {
  const { statements } = ts.createSourceFile(path, readOf(path), ts.ScriptTarget.Latest)
  return statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
    const to = statement.moduleSpecifier?.text
    if (to?.startsWith('.') !== true || !to.endsWith('.ts')) return []
    const clause = ts.isImportDeclaration(statement) ? statement.importClause : statement
    const names = clause?.namedBindings?.elements ?? clause?.exportClause?.elements
    const typesAlone =
      clause?.isTypeOnly === true || (clause?.name === undefined && names?.length > 0 && names.every((name) => name.isTypeOnly))
    return typesAlone ? [] : [normalize(join(dirname(path), to))]
  })
}

const seen = new Set()
const open = (path) => {
  if (seen.has(path)) return
  seen.add(path)
  importsOf(path).forEach(open)
}
starts.forEach(open)
const rooms = Map.groupBy([...seen].sort(), (path) => dirname(path))
for (const [room, files] of rooms) console.log(`${String(files.length).padStart(4)} ${room}`)
console.log(`${String(seen.size).padStart(4)} files`)
