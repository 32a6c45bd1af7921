export type IntakeErrorCode = 'fenced' | 'unreadable-record' | 'timeline-behind'

/**
 * Why intake stopped. `fenced`: another intake is the active one. `unreadable-record`: an entry of our own logs does not decode. `timeline-behind`: the
 * timeline does not come to an event that people decided about.
 */
export class IntakeError extends Error {
  readonly code: IntakeErrorCode
  constructor(code: IntakeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'IntakeError'
    this.code = code
  }
}

/** An entry of our own logs that does not decode: our own logs hold nothing else, so that one is damage. */
export const unreadable = (errors: readonly { readonly code: string }[]): IntakeError =>
  new IntakeError('unreadable-record', `An entry of the log does not decode (${errors[0]?.code ?? ''}).`)

export const fenced = (): IntakeError => new IntakeError('fenced', 'Another intake has become the active one; this one has stopped.')
