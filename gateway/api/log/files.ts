import type { Request, Response } from 'express'
import { parseTilePath, widthAt } from '../../../core/transparency-log/tiles/tile.ts'
import type { TransparencyLogStore } from '../../../infra/transparency-log/port.ts'

/** A tile or a bundle never changes under its address (C2SP tlog-tiles). */
const FOR_EVER = 'max-age=31536000, immutable'

/** The path of a wildcard address, below the log's prefix. */
export function tilePathOf(request: Request, folder: string): string {
  const { path } = request.params as { readonly path?: readonly string[] }
  return ['tile', folder, ...(path ?? [])].join('/')
}

/**
 * A file of the log that is asked for; undefined where there is none. INVARIANT: none that goes beyond the newest signed checkpoint, so that what is
 * handed out, and kept for ever by who has it, is what was signed.
 */
export async function signedFile(log: TransparencyLogStore, path: string): Promise<Buffer | undefined> {
  const place = parseTilePath(path)
  const size = (await log.signed())?.size ?? 0
  if (place === undefined || place.width > widthAt(size, place.level ?? 0, place.index)) return undefined
  return log.file(path)
}

/** Sends a file that never changes. `kept`: by whom it may be kept. */
export function sendFile(response: Response, bytes: Buffer, kept: 'public' | 'private'): void {
  response.setHeader('Content-Type', 'application/octet-stream')
  response.setHeader('Cache-Control', kept === 'public' ? `public, ${FOR_EVER}` : 'no-store')
  response.end(bytes)
}

/** Sends a text that may be another the next time. */
export function sendText(response: Response, text: string): void {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.setHeader('Cache-Control', 'no-cache')
  response.end(text)
}
