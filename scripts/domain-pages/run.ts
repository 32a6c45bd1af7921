import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { domainFolder, filled, pagesOnDisk } from './pages.ts'

// npm run domain-pages: writes the tables of docs/domain/ anew from the data that the program runs on. A test fails where one is out of date.
for (const { name, text } of pagesOnDisk()) {
  const now = filled(text)
  if (now !== text) {
    writeFileSync(join(domainFolder, name), now)
    console.log(`docs/domain/${name}`)
  }
}
