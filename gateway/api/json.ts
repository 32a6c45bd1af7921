import type { RequestHandler, Response } from 'express'

/** Sends a value as JSON. */
export function sendJson(response: Response, status: number, value: unknown): void {
  response.status(status)
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.end(JSON.stringify(value))
}

/** Answers with a document that is the same for everybody: written out once. */
export function jsonSender(document: unknown): RequestHandler {
  const bytes = Buffer.from(JSON.stringify(document))
  return (_request, response) => {
    response.setHeader('Content-Type', 'application/json; charset=utf-8')
    response.end(bytes)
  }
}
