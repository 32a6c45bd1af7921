/** npm run docs: writes the pages that are made of code. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { settingsPage } from './settings.ts'

const page = join(import.meta.dirname, '..', '..', 'docs', 'reference', 'settings.md')
writeFileSync(page, settingsPage())
console.log('docs/reference/settings.md')
