/**
 * - `mapping`: the mapping is not one, or is not there
 * - `file`: the file cannot be read
 * - `not-csv`: from a line on it is no CSV
 * - `columns`: it lacks columns that the mapping reads
 * - `refused`: the service does not take anything from this agency
 */
export type ImportErrorCode = 'mapping' | 'file' | 'not-csv' | 'columns' | 'refused'

/** Why an import cannot go on. Its message holds nothing of a row. */
export class ImportError extends Error {
  readonly code: ImportErrorCode
  constructor(code: ImportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ImportError'
    this.code = code
  }
}
