/**
 * `key-missing`: no key, and no name to make one under. `wrong-key`: the file holds none. `key-readable`: others can read it. `key-is-there`: what would be
 * made anew is there. `state-missing`: the key is there, and what it has cosigned is not. `locked`: another process has the folder.
 */
export type WitnessErrorCode = 'key-missing' | 'wrong-key' | 'key-readable' | 'state-missing' | 'locked' | 'wrong-logs' | 'port'

/** What keeps a witness from starting; the message says what to do, and nothing of the key. */
export class WitnessError extends Error {
  readonly code: WitnessErrorCode

  constructor(code: WitnessErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'WitnessError'
    this.code = code
  }
}
