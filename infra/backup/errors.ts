/** `damaged`: the file is not whole, or not a backup. `not-empty`: there is something where a restore is to go. `refused`: the command as it was given does not work. */
export type BackupErrorCode = 'damaged' | 'not-empty' | 'refused'

/** A backup or a restore did not work; the message says what to do. */
export class BackupError extends Error {
  readonly code: BackupErrorCode
  constructor(code: BackupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BackupError'
    this.code = code
  }
}
