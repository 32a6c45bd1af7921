import { createHmac } from 'node:crypto'
import type { Notice } from './recall-notices.ts'

/** Form of the id of a notice. */
export const RECALL_ID = /^[A-Za-z0-9_-]{22}$/

/** Id of a recall notice, for one reader (`staff`: `<agency>:<staff id>`): an HMAC of what was recalled and how, 128 bits, base64url. */
export function recallId(secret: Buffer, staff: string, { kind, target: { index } }: Notice['recall']): string {
  const of = ['recall', staff, kind, index.agency, index.system, index.event_id]
  return createHmac('sha256', secret).update(of.join('\0')).digest().subarray(0, 16).toString('base64url')
}
