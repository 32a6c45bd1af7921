import { describe, expect, it } from '@jest/globals'
import { formatTraceparent, parseTraceparent } from '../../../infra/tracing/traceparent.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const SPAN = 'b7ad6b7169203331'

describe('a traceparent', () => {
  it('names a trace, a span and whether its sender sampled it', () => {
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-01`)).toEqual({ traceId: TRACE, spanId: SPAN, sampled: true })
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-00`)).toEqual({ traceId: TRACE, spanId: SPAN, sampled: false })
    expect(parseTraceparent(formatTraceparent({ traceId: TRACE, spanId: SPAN }))).toMatchObject({ sampled: true })
  })

  it.each([
    undefined,
    '',
    'x',
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `01-${TRACE}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}-01\n`,
    `00-${TRACE}-${SPAN}-01-x`,
  ])('that is not one names nothing: %j', (text) => {
    expect(parseTraceparent(text)).toBeUndefined()
  })
})
