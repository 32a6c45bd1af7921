import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedTables } from './tables.ts'

/** The folder of the domain's pages. */
export const domainFolder = join(import.meta.dirname, '../../../docs/domain')

export interface Page {
  /** File name. */
  readonly name: string
  readonly text: string
}

/** The pages as they are on disk, by name. */
export const pagesOnDisk = (folder = domainFolder): readonly Page[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

const MARKED = /<!-- table (?<name>\w+) -->\n[\s\S]*?<!-- end -->/g

/** Names of the tables that a page has markers for. */
export const tablesOf = (text: string): readonly string[] => [...text.matchAll(MARKED)].map(({ groups }) => groups?.name ?? '')

/** A page with the tables that the data makes now between its markers. Throws where its markers name no table. */
export const filled = (text: string): string =>
  text.replace(MARKED, (_, name: string) => {
    const make = generatedTables[name]
    if (make === undefined) throw new Error(`there is no table ${name}`)
    return `<!-- table ${name} -->\n${make()}\n<!-- end -->`
  })
