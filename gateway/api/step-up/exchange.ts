import type { Request, Response } from 'express'
import type { Result } from '../../../schemas/codec/errors.ts'
import type { ReaderCredential } from '../../identity/credential.ts'
import { freshlyAuthenticated } from '../../identity/freshly-authenticated.ts'
import type { ReadResult } from '../../read/outcome.ts'
import type { ReadDeps } from '../../read/deps.ts'
import { recordRefusal } from '../../read/on-record.ts'
import { purposeQuery } from '../../read/request.ts'
import { mediaType, readBody } from '../body.ts'
import { parsed } from '../events/read-events.ts'
import { readerIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import { ACCESS_RECORD_HEADER, valid } from '../reads/handlers.ts'

const BODY_BYTES = 32 * 1024

/** In force at once. */
export const CREATED = 201
/** Not in force yet (R.14), or said to everybody. */
export const ACCEPTED = 202

/** A reader, and the purpose that they state for this request. */
export interface ReaderWithPurpose {
  readonly reader: ReaderCredential
  readonly purpose: string
}

/** The reader of a request, with the purpose that its query states; refused on record without one. */
export async function readerWithPurpose(reads: ReadDeps, request: Request, response: Response, action: string): Promise<ReaderWithPurpose> {
  const reader = readerIn(response)
  const { purpose } = await valid(reads, action, reader, purposeQuery(request.query))
  return { reader, purpose }
}

/** The body of a request, checked; refused on record with everything that is wrong. */
export async function checked<T>(
  reads: ReadDeps,
  request: Request,
  { reader }: ReaderWithPurpose,
  action: string,
  check: (value: unknown) => Result<T>,
): Promise<T> {
  mediaType(request, ['application/json'])
  return valid(reads, action, reader, check(parsed(await readBody(request, BODY_BYTES))))
}

/** Refuses, on record, whoever has not signed in within the last minutes. */
export async function fresh(reads: ReadDeps, { reader }: ReaderWithPurpose, action: string): Promise<void> {
  if (freshlyAuthenticated(reader, reads.clock.now())) return
  await recordRefusal(reads, action, reader, 'sign-in-again')
  throw new Problem('sign-in-again')
}

/** Answers with what came of it and the id of its access record, or with the problem. */
export function send<T>(response: Response, result: ReadResult<T>, status: (value: T) => number, body: (value: T) => object): void {
  if (!result.ok) throw new Problem(result.problem)
  response.setHeader(ACCESS_RECORD_HEADER, result.record)
  sendJson(response, status(result.value), body(result.value))
}

/** The status of what takes effect for readers. */
export const proposed = ({ inForce }: { readonly inForce: boolean }): number => (inForce ? CREATED : ACCEPTED)
