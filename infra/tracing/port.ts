/** What a span is about. INVARIANT: names of ours, ids of agencies and codes; nothing of a person, a case, an event or its content. */
export interface SpanDetails {
  readonly agency?: string
  /** Name of an event type of the catalogue. */
  readonly eventType?: string
  readonly topic?: string
}

/** A piece of work on the way of an event. */
export interface Span {
  /** W3C Trace Context of this span, for who does the next piece. */
  readonly traceparent: string
  /** Ends it. `code`: what became of it; of our codes. */
  end(outcome: { readonly ok: boolean; readonly code?: string }): void
}

/** Where spans go. */
export interface Tracing {
  /** Begins a span of the trace that `traceparent` names; undefined where that names none, or its sender did not sample it: only what asks for it is traced. */
  begin(
    name: string,
    options: { readonly kind: 'server' | 'consumer'; readonly traceparent: string | undefined; readonly details: SpanDetails },
  ): Span | undefined
  /** Sends what has not been sent yet, for a few seconds at most. Never rejects. */
  close(): Promise<void>
}
