/** Most rows of a batch. */
const BATCH_ROWS = 1_000
/** Most bytes of a batch's events: the service takes 2 MB. */
const BATCH_BYTES = 1_500_000

/** Rows, made ready, in batches that a request can carry. */
export async function* batchesOf<Row, Ready>(
  rows: AsyncIterable<Row>,
  ready: (row: Row) => Ready,
  bytesOf: (ready: Ready) => number,
): AsyncGenerator<readonly Ready[]> {
  let batch: Ready[] = []
  let bytes = 0
  for await (const row of rows) {
    const next = ready(row)
    if (batch.length === BATCH_ROWS || (batch.length > 0 && bytes + bytesOf(next) > BATCH_BYTES)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(next)
    bytes += bytesOf(next)
  }
  if (batch.length > 0) yield batch
}
