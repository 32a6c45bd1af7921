/** A server could not be fetched, installed or started; the message says what is missing and what to do. */
export class ServerFailure extends Error {
  readonly code: 'missing_tool' | 'download_failed' | 'start_failed'

  constructor(code: ServerFailure['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ServerFailure'
    this.code = code
  }
}
