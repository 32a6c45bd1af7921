/** The two columns that a file of rejected rows has before those of its source. */
export type OwnColumns = readonly [line: string, errors: string]

/** The second pair is for a source that has columns named as the first. */
const PAIRS: readonly OwnColumns[] = [
  ['line', 'errors'],
  ['import line', 'import errors'],
]

/** How many columns an import put before those of the source: two in a file of rejected rows, else none. */
export const ownColumnsIn = (columns: readonly string[]): number =>
  PAIRS.some(([line, errors]) => columns[0] === line && columns[1] === errors) ? 2 : 0

/** The names for them that a source's columns leave free. */
export const ownColumnsFor = (columns: readonly string[]): OwnColumns =>
  PAIRS.find((names) => !names.some((name) => columns.includes(name))) ?? ['import line', 'import errors']
