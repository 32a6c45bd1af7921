/** The read store is not what the logs made it: somebody changed it by hand, or the disk did. Nothing of it is shown; `audit verify` says what. */
export class StoreAlteredError extends Error {
  readonly code = 'store-altered'
  constructor() {
    super('The read store does not hold together. Run: throughline audit verify')
    this.name = 'StoreAlteredError'
  }
}
