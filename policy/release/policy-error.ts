/** The policies of a release are not what they must be: a fault of the release, found when it is loaded. */
export class PolicyError extends Error {
  readonly code: 'not-cedar' | 'no-id' | 'same-id' | 'missing-file' | 'wrong-table'
  constructor(code: PolicyError['code'], file: string, cause?: unknown) {
    super(`The policy release cannot be used: ${file} (${code})`, { cause })
    this.name = 'PolicyError'
    this.code = code
  }
}
