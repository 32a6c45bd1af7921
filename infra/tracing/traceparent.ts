/** The header of W3C Trace Context, of HTTP requests and of records. */
export const TRACEPARENT = 'traceparent'

/** The parts of a W3C traceparent of version 00. */
export interface TraceParent {
  readonly traceId: string
  readonly spanId: string
  readonly sampled: boolean
}

const FORM = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/
const NOTHING = /^0+$/
const SAMPLED = 1

/** Reads a traceparent; undefined for anything else, also for the ids of zeros that the standard forbids. */
export function parseTraceparent(text: string | undefined): TraceParent | undefined {
  const [, traceId = '', spanId = '', flags = ''] = FORM.exec(text ?? '') ?? []
  if (NOTHING.test(traceId) || NOTHING.test(spanId) || traceId === '' || spanId === '') return undefined
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED }
}

export const formatTraceparent = ({ traceId, spanId }: Pick<TraceParent, 'traceId' | 'spanId'>): string => `00-${traceId}-${spanId}-01`
