import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { Problem, problemBody, type ProblemCode } from './api/problem.ts'
import { REQUEST_ID } from './request-id.ts'

/** Problems of what Node could not read as a request, by its code; all else is `invalid-request`. */
const BY_CODE: Readonly<Record<string, ProblemCode>> = { HPE_HEADER_OVERFLOW: 'header-too-large', ERR_HTTP_REQUEST_TIMEOUT: 'too-slow' }

const NO_REQUEST = 'What came is no HTTP request that can be read.'

/** Who still sends hears the answer before the connection is closed. */
const CLOSE_MS = 1_000

/** Answers what is no request of HTTP, or came too slowly, and closes the connection. `isAnswering`: an answer to a request before it is under way, into which nothing may be written. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex, isAnswering: boolean): void {
  if (error.code === 'ECONNRESET' || !socket.writable || isAnswering) {
    socket.destroy()
    return
  }
  const code = BY_CODE[error.code ?? ''] ?? 'invalid-request'
  const body = problemBody(new Problem(code, code === 'invalid-request' ? { detail: NO_REQUEST } : {}))
  const text = JSON.stringify(body)
  const head = [
    `HTTP/1.1 ${String(body.status)} ${STATUS_CODES[body.status] ?? ''}`,
    `${REQUEST_ID}: ${randomUUID()}`,
    'Content-Type: application/problem+json; charset=utf-8',
    'Cache-Control: no-store',
    'Connection: close',
    `Content-Length: ${String(Buffer.byteLength(text))}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`)
  setTimeout(() => {
    socket.destroy()
  }, CLOSE_MS).unref()
}
