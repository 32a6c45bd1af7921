import type { Response } from 'express'

/** Sends a value as JSON. */
export function sendJson(response: Response, status: number, value: unknown): void {
  response.status(status)
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.end(JSON.stringify(value))
}
