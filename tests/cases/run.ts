// npm run cases -- chronology DIR…: the right answers of a folder of chronologies, through the whole system.
import { resolve } from 'node:path'
import { runChronologies } from './chronology.ts'

const [kind, ...folders] = process.argv.slice(2)
if (kind !== 'chronology' || folders.length === 0) {
  console.error('Usage: npm run cases -- chronology DIR…   (folders with *.cloudevents.jsonl, agencies.json, readers.json and expected/)')
  process.exit(2)
}
let passed = 0
let failed = 0
for (const folder of folders) {
  for (const result of await runChronologies(resolve(folder))) {
    if (result.passed) passed += 1
    else failed += 1
    console.log(`${result.passed ? 'ok    ' : 'FAILED'} ${result.name}${result.passed ? '' : `: ${result.difference}`}`)
  }
}
console.log(`${String(passed)} passed, ${String(failed)} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
