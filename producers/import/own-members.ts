import type { FileRow } from './rows.ts'
import { ownColumnsFor } from './own-columns.ts'

/** The members that an import put before those of a line's object. */
const OWN = /^\s*\{"(?:import )?line":\d+,"(?:import )?errors":"(?:[^"\\]|\\.)*",?/

/**
 * The line of a row with its number and what is wrong (a JSON string) as its first members; all else of it stays as it was. What is no object becomes the
 * member `text`. Byte strings.
 */
export function withOwnMembers({ row, line, cells: [cell = ''] }: Pick<FileRow, 'row' | 'line' | 'cells'>, errors: string): string {
  const source = cell.replace(OWN, '{')
  const isObject = row.size > 0 && source.trimStart().startsWith('{')
  const names = isObject ? ownColumnsFor([...row.keys()].slice(source === cell ? 0 : 2)) : ownColumnsFor([])
  const own = `"${names[0]}":${String(line)},"${names[1]}":${errors}`
  if (!isObject) return `{${own},"text":${JSON.stringify(cell)}}`
  const rest = source.trimStart().slice(1)
  return rest.trimStart().startsWith('}') ? `{${own}${rest}` : `{${own},${rest}`
}
