import { existsSync } from 'node:fs'
import { openCsv } from '../producers/import/csv-rows.ts'
import { ImportError } from '../producers/import/errors.ts'
import { openJsonl } from '../producers/import/jsonl-rows.ts'
import { columnsOf, type Mapping } from '../producers/import/mapping.ts'
import type { RowsOfFile } from '../producers/import/rows.ts'

/** Opens the rows of a file as a mapping says. Rejects with ImportError. */
export async function openRows(file: string, mapping: Mapping): Promise<RowsOfFile> {
  if (!existsSync(file)) throw new ImportError('file', 'There is no such file.')
  const rows = await (mapping.source.format === 'csv' ? openCsv : openJsonl)(file, mapping.source)
  const lacking = rows.columns.length === 0 ? [] : columnsOf(mapping).filter((column) => !rows.columns.includes(column))
  if (lacking.length > 0) throw new ImportError('columns', `The file lacks columns that the mapping reads: ${lacking.join(', ')}.`)
  return rows
}
