/** A request of the load client. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

/** Requests to an origin, over so many kept-alive connections. */
export interface LoadJob {
  readonly origin: string
  readonly requests: readonly LoadRequest[]
  readonly connections: number
  /** Requests begin this many milliseconds apart, answered or not; absent: each as soon as a connection is free. */
  readonly every?: number
}

export interface LoadResult {
  /** From the first request to the last answer, milliseconds. */
  readonly ms: number
  /** When each request began, as `machineTime()` says. */
  readonly began: readonly number[]
  /** Milliseconds from a request's beginning to the end of its answer. */
  readonly took: readonly number[]
  readonly statuses: readonly number[]
  /** Bytes of all answers. */
  readonly bytes: number
}
