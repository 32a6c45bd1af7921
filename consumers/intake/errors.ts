export type IntakeErrorCode = 'fenced' | 'unreadable-record'

/** Why intake stopped. `fenced`: another intake is the active one. `unreadable-record`: an entry of our own logs does not decode. */
export class IntakeError extends Error {
  readonly code: IntakeErrorCode
  constructor(code: IntakeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'IntakeError'
    this.code = code
  }
}

export const fenced = (): IntakeError => new IntakeError('fenced', 'Another intake has become the active one; this one has stopped.')
