import type { IncomingMessage } from 'node:http'
import { parseJson } from '../../../schemas/codec/json.ts'
import type { FieldError, Result } from '../../../schemas/codec/errors.ts'
import { bytesInWords, readBody, readLines } from '../body.ts'
import { Problem } from '../problem.ts'
import { BATCH_BYTES, BATCH_EVENTS, EVENT_BYTES, STREAM_EVENTS } from './limits.ts'

const count = (number: number): string => number.toLocaleString('en-GB')
const ONE_LIMIT = `An event may have ${bytesInWords(EVENT_BYTES)}. Nothing of this request was kept.`
const BATCH_LIMITS = `A batch may have ${bytesInWords(BATCH_BYTES)} and ${count(BATCH_EVENTS)} events of ${bytesInWords(EVENT_BYTES)} each. Nothing of this request was kept: send less at a time.`
const STREAM_LIMITS = `A stream may have ${count(STREAM_EVENTS)} lines. Send the rest in another request.`

/** The one event of a request. Throws the 400 and 413 problems. */
export async function readSingle(request: IncomingMessage): Promise<unknown> {
  return parsed(await readBody(request, EVENT_BYTES, ONE_LIMIT))
}

/** The events of a batch. Throws the 400, 413 and 422 problems. */
export async function readBatch(request: IncomingMessage): Promise<readonly unknown[]> {
  const body = await readBody(request, BATCH_BYTES, BATCH_LIMITS)
  const value = parsed(body)
  if (!Array.isArray(value)) {
    throw new Problem('invalid-event', { errors: [{ pointer: '', code: 'wrong-type', detail: 'A batch is a JSON array of events.' }] })
  }
  const events: readonly unknown[] = value
  if (events.length > BATCH_EVENTS) throw new Problem('too-large', { detail: BATCH_LIMITS })
  if (body.length > EVENT_BYTES && events.some((event) => Buffer.byteLength(JSON.stringify(event)) > EVENT_BYTES))
    throw new Problem('too-large', { detail: BATCH_LIMITS })
  return events
}

/** The JSON value of a body; the 400 problem when it has none. */
export function parsed(bytes: Uint8Array): unknown {
  const result = parseJson(bytes)
  if (!result.ok) throw new Problem('not-parseable', { errors: result.errors })
  return result.value
}

const tooLong: FieldError = {
  pointer: '',
  code: 'too-large',
  detail: `A line of a stream is one event, and may have ${bytesInWords(EVENT_BYTES)}.`,
}

/** The events of a stream, one JSON value a line; what cannot be read is an error in its place. Throws the 413 problem after too many. */
export async function* readStream(request: IncomingMessage): AsyncGenerator<Result<unknown>> {
  let lines = 0
  for await (const line of readLines(request, EVENT_BYTES)) {
    lines += 1
    if (lines > STREAM_EVENTS) throw new Problem('too-large', { detail: STREAM_LIMITS })
    yield line === undefined ? { ok: false, errors: [tooLong] } : parseJson(line)
  }
}
