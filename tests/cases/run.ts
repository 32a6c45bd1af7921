// npm run cases -- chronology DIR… | publish FILE… | read FILE…: right answers, through the whole system or its rules.
import { join, resolve } from 'node:path'
import { runChronologies } from './chronology.ts'
import { runPublishCases } from './publish/run-publish-cases.ts'
import { runReadCases } from './run-read-cases.ts'

const demo = join(import.meta.dirname, '..', '..', 'demo')

interface Result {
  readonly name: string
  readonly passed: boolean
  readonly difference: string
}

const kinds: Readonly<Record<string, (path: string) => Promise<readonly Result[]>>> = {
  chronology: (folder) => runChronologies(folder),
  publish: (file) => runPublishCases(file, demo),
  read: (file) => runReadCases(file),
}

const [kind = '', ...paths] = process.argv.slice(2)
const run = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
if (run === undefined || paths.length === 0) {
  console.error('Usage: npm run cases -- chronology DIR…   (folders with *.cloudevents.jsonl, agencies.json, readers.json and expected/)')
  console.error('       npm run cases -- publish FILE…     (files like tests/cases/publish/publish-cases.jsonl)')
  console.error('       npm run cases -- read FILE…        (files like tests/fixtures/read-cases.jsonl)')
  process.exit(2)
}
let passed = 0
let failed = 0
for (const path of paths) {
  for (const result of await run(resolve(path))) {
    if (result.passed) passed += 1
    else failed += 1
    console.log(`${result.passed ? 'ok    ' : 'FAILED'} ${result.name}${result.passed ? '' : `: ${result.difference}`}`)
  }
}
console.log(`${String(passed)} passed, ${String(failed)} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
