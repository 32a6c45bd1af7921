// npm run check: format, types, lint, import rules, citations, schemas (lint, compatibility, generated files). Prints one line each; fails when one fails.
import { spawnSync } from 'node:child_process'
import { ensureDependencies, node24, root } from './dependencies.mjs'
import { nodeOptions } from './run.mjs'

ensureDependencies()
const checks = [
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']],
  ['types', ['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.json']],
  ['lint', ['node_modules/eslint/bin/eslint.js', '.']],
  ['imports', ['scripts/imports.mjs']],
  ['citations', ['scripts/citations/run.ts']],
  ['schemas', ['throughline.ts', 'schemas', 'check']],
]
let failed = 0
for (const [name, args] of checks) {
  const started = performance.now()
  const { status } = spawnSync(node24, [...nodeOptions, ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) failed += 1
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
}
process.exitCode = failed === 0 ? 0 : 1
