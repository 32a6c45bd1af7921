import type { IncomingMessage } from 'node:http'
import { Problem } from './problem.ts'

/** What is still read, and thrown away, of a body that is too large, so that the sender hears the answer. */
const DISCARD_BYTES = 16 * 1024 * 1024

/** The media type without parameters, when the request has one of those given and no compression; otherwise the 415 problem. */
export function mediaType<T extends string>(request: IncomingMessage, accepted: readonly T[]): T {
  const encoding = request.headers['content-encoding']
  const wrong = (): Problem =>
    new Problem('wrong-content-type', {
      accepts: accepted,
      detail: `Send ${accepted.join(', or ')}: JSON and text in UTF-8, and not compressed.`,
    })
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw wrong()
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').split(';').map((part) => part.trim().toLowerCase())
  const found = accepted.find((candidate) => candidate === type)
  const plain = parameters.every((parameter) => parameter === '' || /^charset="?utf-8"?$/.test(parameter))
  if (found === undefined || !plain) throw wrong()
  return found
}

const KB = 1024

/** Bytes in words: `256 kB`, `2 MB`. */
export const bytesInWords = (bytes: number): string =>
  bytes < KB * KB ? `${String(Math.floor(bytes / KB))} kB` : `${String(Math.floor(bytes / KB / KB))} MB`

/** The whole body, or the 413 problem when it has more bytes than `limit`. `detail`: what is said of the limit. */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  detail = `A body may have ${bytesInWords(limit)} here. Send less.`,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > DISCARD_BYTES) break
    if (size <= limit) chunks.push(chunk)
  }
  if (size > limit) throw new Problem('too-large', { detail })
  return Buffer.concat(chunks)
}

/** A line of a body: its bytes, or undefined when it is longer than the limit (its bytes are thrown away as they come). */
export type Line = Buffer | undefined

/** Lines of a body, ended by LF or CR LF, without holding more than one. Empty lines are left out. */
export async function* readLines(request: IncomingMessage, limit: number): AsyncGenerator<Line> {
  let held: Buffer[] = []
  let size = 0
  const take = (): Line => {
    const line = size > limit ? undefined : Buffer.concat(held)
    held = []
    size = 0
    return line?.at(-1) === 0x0d ? line.subarray(0, -1) : line
  }
  const keep = (piece: Buffer): void => {
    size += piece.length
    if (size <= limit) held.push(piece)
    else held = []
  }
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(0x0a, from); end !== -1; end = chunk.indexOf(0x0a, from)) {
      keep(chunk.subarray(from, end))
      from = end + 1
      const line = take()
      if (line?.length !== 0) yield line
    }
    keep(chunk.subarray(from))
  }
  const last = take()
  if (last?.length !== 0) yield last
}
