import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { schemasFolder } from './catalogue/files.ts'
import { generatedFiles, outOfDate } from './generation/generated-files.ts'

// npm run generate: writes schemas/generated/. With --check it writes nothing, names each file that is out of date and exits 1.
if (process.argv.includes('--check')) {
  const stale = outOfDate()
  for (const file of stale) console.error(`schemas/${file} is out of date: run \`npm run generate\``)
  process.exitCode = stale.length === 0 ? 0 : 1
} else {
  for (const { file, text } of generatedFiles()) {
    const path = join(schemasFolder, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.log(`schemas/${file}`)
  }
}
