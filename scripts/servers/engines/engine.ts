/** A server that was chosen for a run. */
export interface Engine {
  readonly version: string
  /** Where it came from, in words: `given by KAFKA_BROKERS`, `container`, `local process`. */
  readonly source: string
  /** Ends it, unless it was given. */
  stop(): Promise<void>
}

export interface KafkaEngine extends Engine {
  /** `host:port`; plaintext, open to all. */
  readonly brokers: readonly string[]
}

export interface UrlEngine extends Engine {
  readonly url: string
}
