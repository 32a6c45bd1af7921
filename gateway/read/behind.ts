/** The read store lacks what its logs have held for long, or is older than it was: nothing is decided from it. */
export class StoreBehindError extends Error {
  readonly code = 'store-behind'
  constructor() {
    super('The read store is behind its logs. Look at the timeline and control processes; reads go on when it has caught up.')
    this.name = 'StoreBehindError'
  }
}
