/** Somebody stopped the run: what was loaded stays, and the same command goes on with it. */
export class StoppedError extends Error {
  readonly code = 'stopped'
  constructor() {
    super('Stopped. What was loaded and measured stays: the same command goes on from there.')
    this.name = 'StoppedError'
  }
}
