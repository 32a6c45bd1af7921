import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** What a reader sees of a chronology: numbers of its events, shown as whole events, reduced, or not at all. */
export interface ExpectedView {
  readonly purpose: string
  readonly full: readonly number[]
  readonly redacted: readonly number[]
  readonly hidden: readonly number[]
}

/** A file of `expected/`. */
export interface Expected {
  /** Name of the chronology, for example KESTREL. */
  readonly name: string
  /** ISO date: events up to its end in London are fed, and it is the moment of the reads. */
  readonly as_of: string
  readonly views: Readonly<Record<string, ExpectedView>>
}

export const readExpected = (folder: string): readonly Expected[] =>
  readdirSync(join(folder, 'expected'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      ...(JSON.parse(readFileSync(join(folder, 'expected', file), 'utf8')) as Omit<Expected, 'name'>),
      name: basename(file, '.json').toUpperCase(),
    }))
