/** `fenced`: another writer has moved the log. `rolled-back`: a checkpoint that is smaller than the one before. `lost`: files of a signed checkpoint are not there. */
export type TransparencyLogErrorCode = 'fenced' | 'rolled-back' | 'lost'

/** What keeps the transparency log from going on. */
export class TransparencyLogError extends Error {
  readonly code: TransparencyLogErrorCode

  constructor(code: TransparencyLogErrorCode, message: string) {
    super(message)
    this.name = 'TransparencyLogError'
    this.code = code
  }
}
