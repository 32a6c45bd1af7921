export type HeadsErrorCode = 'log-short' | 'log-altered'

/** A log that is no longer what was read from it: it lost its newest records, or holds others in their places. */
export class HeadsError extends Error {
  readonly code: HeadsErrorCode
  constructor(code: HeadsErrorCode, topic: string, partition: number) {
    super(
      code === 'log-short'
        ? `Partition ${String(partition)} of ${topic} has lost records that it had. Stop everything, and look with: throughline audit verify`
        : `The newest known record of partition ${String(partition)} of ${topic} is another than it was. Look with: throughline audit verify`,
    )
    this.name = 'HeadsError'
    this.code = code
  }
}
