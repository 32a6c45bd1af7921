/** Another policy release has come into force than the one this gateway decides by: nothing is decided by the old one any more. A moment later the new one is served. */
export class PolicyChangedError extends Error {
  readonly code = 'policy-changed'
  constructor() {
    super('Another policy release has come into force. Send the request again.')
    this.name = 'PolicyChangedError'
  }
}
