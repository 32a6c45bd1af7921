import { Problem } from '../problem.ts'

/** A stream that is open. */
export interface OpenStream {
  /** Aborted when the stream is to end: its reader has gone, or the gateway goes (reason GATEWAY_GOES). */
  readonly signal: AbortSignal
  /** Ends it; a second time is the same as once. */
  readonly end: () => void
}

/** The streams that a gateway has open. */
export interface OpenStreams {
  /** Throws the 429 problem when a credential has too many open. */
  open(credential: string): OpenStream
  /** Ends them all; none is opened any more: asking for one throws the 503 problem. */
  readonly close: () => void
}

export const GATEWAY_GOES = 'gateway-goes'

/** A coordinator has the cases of a meeting open, and no more. */
const MOST_OF_ONE = 20
const RETRY_SECONDS = 5

export function createOpenStreams(): OpenStreams {
  const open = new Map<string, Set<AbortController>>()
  let isClosed = false
  return {
    open: (credential) => {
      if (isClosed) throw new Problem('unavailable', { retryAfter: 1, isReplaced: true })
      const own = open.get(credential) ?? new Set()
      if (own.size >= MOST_OF_ONE) throw new Problem('too-many-requests', { retryAfter: RETRY_SECONDS })
      const controller = new AbortController()
      open.set(credential, own.add(controller))
      return {
        signal: controller.signal,
        end: () => {
          controller.abort()
          own.delete(controller)
          if (own.size === 0 && open.get(credential) === own) open.delete(credential)
        },
      }
    },
    close: () => {
      isClosed = true
      for (const own of open.values()) for (const controller of own) controller.abort(GATEWAY_GOES)
    },
  }
}
