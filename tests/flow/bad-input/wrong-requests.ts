import { gzipSync } from 'node:zlib'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { BATCH, SINGLE, STREAM } from '../running.ts'
import { json, withDetails } from './make.ts'
import { MARK, type BadInput, type Draft, type OverHttp } from './table.ts'

const NO_HTTP = 'a log has no requests'

/** A request that is wrong before anybody looks at the event. */
const request = (
  name: string,
  status: number,
  code: string,
  pointer: string | undefined,
  make: OverHttp['request'],
  receipt?: OverHttp['receipt'],
): BadInput => ({
  name,
  http: { status, code, ...(pointer === undefined ? {} : { pointer }), request: make, ...(receipt ? { receipt } : {}) },
  log: NO_HTTP,
})

const next = (good: Draft, name: string): Draft => ({ ...good, id: uuidOf(name, good.id) })
const broken = (good: Draft): Draft => withDetails(next(good, 'broken'), { incident_type: MARK })
const deep = (levels: number): string => `${'['.repeat(levels)}"${MARK}"${']'.repeat(levels)}`
const TWO_MB = 2 * 1024 * 1024

/** Requests that are wrong in form, and lists of events with bad ones among them. */
export const wrongRequests: readonly BadInput[] = [
  request('no token', 401, 'unauthenticated', undefined, (good) => ({ body: json(good), as: null })),
  request('an expired token', 401, 'unauthenticated', undefined, (good) => ({ body: json(good), ttl: -1 })),
  request('a token that is none', 401, 'unauthenticated', undefined, (good) => ({
    body: json(good),
    as: null,
    headers: { authorization: `Bearer ${MARK}.${MARK}.${MARK}` },
  })),
  request('a password for a token', 401, 'unauthenticated', undefined, (good) => ({
    body: json(good),
    as: null,
    headers: { authorization: `Basic ${MARK}` },
  })),
  request("a reader's token", 403, 'forbidden', undefined, (good) => ({ body: json(good), as: 'norshire-coordinator' })),
  request('a wrong content type', 415, 'wrong-content-type', undefined, (good) => ({ body: json(good), type: 'application/json' })),
  request('a content type of words', 415, 'wrong-content-type', undefined, (good) => ({ body: json(good), type: `text/${MARK}` })),
  request('another character set', 415, 'wrong-content-type', undefined, (good) => ({
    body: json(good),
    type: `${SINGLE}; charset=${MARK}`,
  })),
  request('a compressed body', 415, 'wrong-content-type', undefined, (good) => ({
    body: gzipSync(json(good)),
    headers: { 'content-encoding': 'gzip' },
  })),
  request('an empty body', 400, 'not-json', '', () => ({ body: '' })),
  request('bytes that are no UTF-8', 400, 'not-json', '', () => ({
    body: Buffer.concat([Buffer.from(`{"${MARK}":"`), Buffer.of(0xff, 0xfe), Buffer.from('"}')]),
  })),
  request('nesting of 33 levels', 400, 'too-deep', '/0'.repeat(32), () => ({ body: deep(33) })),
  request('nesting of two million levels', 413, 'too-large', undefined, () => ({ body: '['.repeat(TWO_MB) })),
  request('a number that nothing holds', 400, 'wrong-format', '/data/assertion/confidence', (good) => ({
    body: json(good).replace('"verification"', '"confidence":1e999,"verification"'),
  })),
  request('a key that reaches a prototype, inside', 400, 'reserved-key', '/data/details', (good) => ({
    body: json(good).replace('"incident_type"', `"constructor":"${MARK}","incident_type"`),
  })),
  request('a body of more than 2 MB', 413, 'too-large', undefined, (good) => ({
    body: json(withDetails(good, { description: MARK.repeat(TWO_MB / MARK.length) })),
  })),
  request('a batch of more than 2 MB', 413, 'too-large', undefined, (good) => ({
    type: BATCH,
    body: json(Array.from({ length: 900 }, () => withDetails(good, { description: MARK.repeat(300) }))),
  })),
  request('a batch with an event over 256 kB', 413, 'too-large', undefined, (good) => ({
    type: BATCH,
    body: json([next(good, 'one'), withDetails(good, { description: MARK.repeat(40_000) })]),
  })),
  request('a batch of 1,001', 413, 'too-large', undefined, (good) => ({
    type: BATCH,
    body: json(Array.from({ length: 1001 }, (_, place) => ({ id: good.id, place }))),
  })),
  request('a batch that is no list', 422, 'wrong-type', '', (good) => ({ type: BATCH, body: json(good) })),
  request('an empty batch', 422, 'wrong-format', '', () => ({ type: BATCH, body: '[]' })),
  request('an empty stream', 422, 'wrong-format', '', () => ({ type: STREAM, body: '\n\r\n' })),
  request('a list for one event', 422, 'wrong-type', '', (good) => ({ body: json([good]) })),
  request('text for an event', 422, 'wrong-type', '', () => ({ body: `"${MARK}"` })),
  request('a batch with one bad event among good ones', 202, 'G05', '/1/data/details/incident_type', (good) => ({
    type: BATCH,
    body: json([next(good, 'first'), broken(good), next(good, 'third')]),
  })),
  request('a batch with what is no event', 202, 'wrong-type', '/1', (good) => ({
    type: BATCH,
    body: json([next(good, 'first'), MARK, next(good, 'third')]),
  })),
  request('a batch of bad events only', 422, 'G05', '/0/data/details/incident_type', (good) => ({
    type: BATCH,
    body: json([broken(good), broken(next(good, 'other'))]),
  })),
  request("a batch with another agency's event", 403, 'wrong-source', '/1/source', (good) => ({
    type: BATCH,
    body: json([next(good, 'first'), { ...next(good, 'theirs'), source: `/agencies/${MARK.toLowerCase()}/x` }]),
  })),
  request('a stream with a bad line', 202, 'not-json', '/1', (good) => ({
    type: STREAM,
    body: `${json(next(good, 'first'))}\n{"${MARK}\n${json(next(good, 'third'))}\n`,
  })),
  request('a stream with a line over 256 kB', 202, 'too-large', '/1', (good) => ({
    type: STREAM,
    body: `${json(next(good, 'first'))}\r\n"${MARK.repeat(40_000)}"\r\n${json(next(good, 'third'))}`,
  })),
]
