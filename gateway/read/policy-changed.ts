/** Another policy release has come into force than the one this gateway decides by: nothing is decided by the old one any more. A moment later the new one is served. */
export class PolicyChangedError extends Error {
  readonly code = 'policy-changed'
  /** False where this program cannot use the release: no gateway takes this one's place. */
  readonly isReplaced: boolean
  constructor({ isReplaced }: { readonly isReplaced: boolean }) {
    super('Another policy release has come into force. Send the request again.')
    this.name = 'PolicyChangedError'
    this.isReplaced = isReplaced
  }
}
