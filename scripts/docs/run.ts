/** npm run docs: writes the pages, and the tables of pages, that are made of code and data. A test fails where one is out of date. */
import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { domainFolder, filled, pagesOnDisk } from './domain/pages.ts'
import { settingsPage } from './settings.ts'

const root = join(import.meta.dirname, '..', '..')
const pages = [
  ['docs/reference/settings.md', settingsPage()] as const,
  ...pagesOnDisk().map(({ name, text }) => [relative(root, join(domainFolder, name)), filled(text)] as const),
]
for (const [path, text] of pages) {
  writeFileSync(join(root, path), text)
  console.log(path)
}
