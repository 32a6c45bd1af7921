// Holds the imports to the house of docs/architecture.md. Fails when it saw no modules: a check that checks nothing is not green.
import { readFileSync } from 'node:fs'
import { cruise } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { createRequire } from 'node:module'

const FOLDERS = ['schemas', 'core', 'policy', 'producers', 'consumers', 'gateway', 'infra', 'commands', 'scripts']
const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs')
const result = await cruise(
  [...FOLDERS, 'throughline.ts', 'tests', 'bench'],
  { ruleSet: { forbidden }, validate: true, ...options },
  undefined,
  { tsConfig: extractTSConfig('tsconfig.json') },
)
const { modules, summary } = result.output
const unseen = FOLDERS.filter((folder) => !modules.some((module) => module.source.startsWith(`${folder}/`)))
for (const violation of summary.violations) {
  console.error(`${violation.rule.name}: ${violation.from} → ${violation.to}`)
}
if (unseen.length > 0) console.error(`The import check saw no module of: ${unseen.join(', ')}.`)
const ours = modules.filter((module) => !module.source.includes('node_modules') && module.source.endsWith('.ts'))
const IMPORT = /^(import|export)\b[^'"`;]*\bfrom '/m
const blind = ours.filter((module) => module.dependencies.length === 0 && IMPORT.test(readFileSync(module.source, 'utf8')))
if (blind.length > 0) {
  console.error(`The import check saw modules without the imports that they have (its parser does not work): ${blind[0].source}`)
  process.exitCode = 1
}
console.log(`${String(ours.length)} modules, ${String(summary.violations.length)} violations`)
if (ours.length === 0 || unseen.length > 0 || summary.violations.length > 0) process.exitCode = 1
