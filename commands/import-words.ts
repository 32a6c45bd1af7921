import type { NotedRow } from '../producers/import/import-file.ts'
import type { FileEncoding } from '../producers/import/encoding.ts'
import type { OutcomeCounts, Progress } from '../producers/import/progress.ts'
import type { RejectedRow } from '../producers/import/rejected-file.ts'
import type { RowError } from '../producers/import/row-to-event.ts'

/** Rows of a kind that are shown one by one. */
export const MOST_SHOWN = 20

const findingLine = (file: string, line: number, { column, code, detail }: RowError, kind = ''): string =>
  `${file}:${String(line)} ${kind}${column === undefined ? '' : `${column} `}${code}: ${detail}`

export const rejectedLines = (file: string, shown: readonly RejectedRow[], rejected: number): readonly string[] => [
  ...shown.slice(0, MOST_SHOWN).flatMap(({ row, errors }) => errors.map((error) => findingLine(file, row.line, error))),
  ...(rejected > MOST_SHOWN ? [`… and ${String(rejected - MOST_SHOWN)} more rows`] : []),
]

/** What a dry run finds in rows that would be taken. */
export const notedLines = (file: string, noted: readonly NotedRow[], count: number): readonly string[] => [
  ...noted
    .slice(0, MOST_SHOWN)
    .flatMap(({ row, held, warnings }) => [
      ...held.map((finding) => findingLine(file, row.line, finding, 'held ')),
      ...warnings.map((finding) => findingLine(file, row.line, finding, 'warning ')),
    ]),
  ...(count > MOST_SHOWN ? [`… and ${String(count - MOST_SHOWN)} more rows that are held or warned of`] : []),
]

export const leftOutLines = ({ leftOut }: Progress): readonly string[] =>
  Object.entries(leftOut).map(([why, count]) => `${String(count)} rows left out: ${why}`)

/** A word where the file says another encoding than the mapping. */
export const encodingLines = (file: string, { encoding, mark }: FileEncoding, stated: string): readonly string[] =>
  mark.length === 0 || encoding === stated
    ? []
    : [`${file} begins with the byte-order mark of ${encoding}: it is read so, though the mapping says ${stated}.`]

/** How many rows that would be taken would wait until their sender confirms them, and how many have a warning; a row may be both. */
export interface NotedCounts {
  readonly held: number
  readonly warned: number
}

export function dryTotal({ rows, delivered, rejected }: Progress, { held, warned }: NotedCounts): string {
  const waits = held === 0 ? '' : `, ${String(held)} of them held until you confirm them`
  const warnings = warned === 0 ? '' : `, ${String(warned)} with a warning`
  return `${String(rows)} rows: ${String(delivered)} would be taken${waits}${warnings}, ${String(rejected)} not. Nothing was sent.`
}

export interface Written {
  readonly outcomes: string
  readonly rejected: readonly string[]
}

/** What became of a file, and where to look. */
export function importTotal(
  { rows }: Progress,
  { accepted, repeated, held, rejected, waiting }: OutcomeCounts,
  { outcomes, rejected: files }: Written,
): string {
  return [
    `${String(rows)} rows: ${String(accepted)} accepted, ${String(repeated)} repeated, ${String(held)} held, ${String(rejected)} rejected${waiting === 0 ? '' : `, ${String(waiting)} without a receipt yet`}.`,
    ...(files.length === 0 ? [] : [`Those rejected are in ${files.join(' and ')}: correct them there and import that file.`]),
    ...(held === 0 ? [] : ['Those held wait until you confirm each: POST /v1/receipts/<receipt>/confirm, or send them otherwise.']),
    `Row by row: ${outcomes}`,
    ...(waiting === 0 ? [] : ['To wait for the receipts and have the rest: the same command again, without --no-wait.']),
  ].join('\n')
}
