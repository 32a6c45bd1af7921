/** Events of one stream, in their order. */
export interface EmmettStream {
  readonly name: string
  readonly events: readonly { readonly type: string; readonly data: unknown }[]
}

/** What is to be appended. */
export interface AppendJob {
  readonly streams: readonly EmmettStream[]
  /** Events of one stream that go into one append. */
  readonly together: number
  /** Streams that are written at once; each append waits for the one before it in its stream. */
  readonly writers: number
}
