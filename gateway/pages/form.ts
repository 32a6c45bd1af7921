import type { IncomingMessage } from 'node:http'
import { mediaType, readBody } from '../api/body.ts'
import { Problem } from '../api/problem.ts'

const FORM_BYTES = 16 * 1024
const SAME_SITE = new Set(['same-origin', 'none'])

/** The fields of a form that was sent by post; a field that is sent twice keeps its first value. */
export async function readForm(request: IncomingMessage): Promise<ReadonlyMap<string, string>> {
  mediaType(request, ['application/x-www-form-urlencoded'])
  const fields = new Map<string, string>()
  for (const [name, value] of new URLSearchParams((await readBody(request, FORM_BYTES)).toString()))
    if (!fields.has(name)) fields.set(name, value)
  return fields
}

/** Throws the 403 problem for a post that another site made the browser send. */
export function checkSameOrigin(request: IncomingMessage, origin: string): void {
  const site = request.headers['sec-fetch-site']
  const from = request.headers.origin
  const foreign = typeof site === 'string' ? !SAME_SITE.has(site) : from !== undefined && from !== 'null' && from !== origin
  if (foreign) throw new Problem('forbidden')
}

/** The fields of a form of our own that may be anything; undefined for what is none. */
export async function sentForm(request: IncomingMessage, origin: string): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    checkSameOrigin(request, origin)
    return await readForm(request)
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}
