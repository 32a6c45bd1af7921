/**
 * `fenced`: another writer has moved the log. `rolled-back`: a checkpoint that is smaller than the one before. `lost`: files of a signed checkpoint are not there.
 * `altered`: they are not those that were signed. `log-short`: access.log ends before what was taken of it. `renamed`: the log was signed under another name or key.
 * `full`: there is no room to write.
 */
export type TransparencyLogErrorCode = 'fenced' | 'rolled-back' | 'lost' | 'altered' | 'log-short' | 'renamed' | 'full'

/** What keeps the transparency log from going on. */
export class TransparencyLogError extends Error {
  readonly code: TransparencyLogErrorCode

  constructor(code: TransparencyLogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'TransparencyLogError'
    this.code = code
  }
}

/** Two processes cannot both be right about what comes next. */
export const fenced = (): TransparencyLogError =>
  new TransparencyLogError(
    'fenced',
    'Another process writes the transparency log. One process runs the role timeline for it; stop the other.',
  )

/** A log that says less than it has signed before would be two logs to who has seen both. */
export const rolledBack = (): TransparencyLogError =>
  new TransparencyLogError('rolled-back', 'A checkpoint that is smaller than the last one of the transparency log is not kept.')
