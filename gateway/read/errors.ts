/** The read store is not what the logs made it: somebody changed it by hand, or the disk did. Nothing of it is shown; `audit verify` says what. */
export class StoreAlteredError extends Error {
  readonly code = 'store-altered'
  constructor() {
    super('The read store does not hold together. Run: throughline audit verify')
    this.name = 'StoreAlteredError'
  }
}

/** The read store lacks what its logs have held for long, or is older than it was: nothing is decided from it. */
export class StoreBehindError extends Error {
  readonly code = 'store-behind'
  constructor() {
    super('The read store is behind its logs. Look at the timeline and control processes; reads go on when it has caught up.')
    this.name = 'StoreBehindError'
  }
}

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
