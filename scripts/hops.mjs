// node scripts/hops.mjs [FOLDER]: the files that run between the read of a timeline and the last file of its decision, by folder: what somebody opens who follows how one timeline is decided.
// FOLDER: another checkout, to compare. A file is counted once; imports of types alone are not followed. Runs on any Node from 20 on.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'
import { root } from './dependencies.mjs'

const folder = process.argv[2] ?? root
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

/** Of each file that runs, what it imports. */
const seen = new Map()
const open = (path) => {
  if (seen.has(path)) return
  seen.set(path, importsOf(path))
  seen.get(path).forEach(open)
}
starts.forEach(open)

/** What stands between the read and a file of the policy, those files with it. */
const onTheWay = new Set([...seen.keys()].filter((path) => /^(gateway\/)?policy\//.test(path)))
for (let before = -1; before < onTheWay.size;) {
  before = onTheWay.size
  for (const [path, imports] of seen) if (imports.some((to) => onTheWay.has(to))) onTheWay.add(path)
}
const folders = new Map()
for (const path of [...seen.keys()].sort()) folders.set(dirname(path), (folders.get(dirname(path)) ?? 0) + 1)
for (const [name, files] of folders) console.log(`${String(files).padStart(4)} ${name}`)
console.log(
  `${String(seen.size).padStart(4)} files that run, ${String(onTheWay.size)} of them between the read and the last file of the policy`,
)
