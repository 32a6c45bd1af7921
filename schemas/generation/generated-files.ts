import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSources, schemasFolder } from '../catalogue/files.ts'
import { codesSource } from './codes-source.ts'
import { detailsSource } from './details-source.ts'
import { recordsSource } from './records-source.ts'

export interface GeneratedFile {
  /** Path below the schemas folder. */
  readonly file: string
  readonly text: string
}

/** The TypeScript that the .avsc files and code lists of a folder make. Throws CatalogueError. */
export function generatedFiles(folder = schemasFolder): readonly GeneratedFile[] {
  const events = readSources(folder, 'events', '.avsc')
  return [
    {
      file: 'generated/codes.ts',
      text: codesSource(readSources(folder, 'codes', '.json'), events, readSources(folder, 'system', '.avsc')),
    },
    { file: 'generated/details.ts', text: detailsSource(events) },
    { file: 'generated/records.ts', text: recordsSource(readSources(folder, 'records', '.avsc')) },
  ]
}

const textAt = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Generated files that are missing or differ from what the sources make now. */
export const outOfDate = (folder = schemasFolder): readonly string[] =>
  generatedFiles(folder)
    .filter(({ file, text }) => textAt(join(folder, file)) !== text)
    .map(({ file }) => file)
