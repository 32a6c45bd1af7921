import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import type { Mapping } from './mapping.ts'
import type { RowOutcome } from './outcomes.ts'
import { wordsOf } from './rejected-file.ts'

const COLUMNS = ['line', 'record', 'type', 'event_id', 'outcome', 'receipt', 'findings'] as const
const CHUNK = 1_000

type Line = Readonly<Record<(typeof COLUMNS)[number], string | number | null>>

const lineOf = ({ line, record, type, event, outcome, receipt, findings }: RowOutcome): Line => ({
  line,
  record: record ?? null,
  type: type ?? null,
  event_id: event ?? null,
  outcome,
  receipt: receipt ?? null,
  findings: findings.length === 0 ? null : wordsOf(findings),
})

/** Writes what became of each row, in the order of the file: CSV beside a CSV, JSON Lines beside JSON Lines, in UTF-8. It is there whole, or not. */
export function writeOutcomes(file: string, format: Mapping['source']['format'], rows: Iterable<RowOutcome>): void {
  const partial = `${file}.partial`
  const descriptor = openSync(partial, 'w', 0o600)
  const write = (lines: readonly Line[]): void => {
    writeFileSync(
      descriptor,
      format === 'csv'
        ? stringify(lines.map((line) => COLUMNS.map((column) => line[column])))
        : lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    )
  }
  try {
    if (format === 'csv') writeFileSync(descriptor, stringify([[...COLUMNS]]))
    let lines: Line[] = []
    for (const row of rows) {
      lines.push(lineOf(row))
      if (lines.length < CHUNK) continue
      write(lines)
      lines = []
    }
    write(lines)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(partial, file)
}
