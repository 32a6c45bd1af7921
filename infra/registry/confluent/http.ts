import { RegistryError } from '../errors.ts'
import { addressOf } from './address.ts'

export interface HttpOptions {
  /** Base address of a Confluent-compatible registry; user and password in it are sent as basic authentication. */
  readonly url: string
  /** How long one request may take, milliseconds. Default 5,000. */
  readonly timeout?: number
}

export const DEFAULT_TIMEOUT_MS = 5_000
const JSON_TYPE = 'application/vnd.schemaregistry.v1+json'

/** A request for what the client has no call for: status, and body when it is JSON. Rejects with RegistryError `unavailable`. */
export async function send(
  { url, timeout = DEFAULT_TIMEOUT_MS }: HttpOptions, path: string, put?: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const { host, auth } = addressOf(url)
  const authorization = auth === undefined ? {} : { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
  const request = put === undefined ? { method: 'GET' } : { method: 'PUT', body: JSON.stringify(put) }
  try {
    const response = await fetch(`${host}${path}`, {
      ...request, headers: { accept: JSON_TYPE, 'content-type': JSON_TYPE, ...authorization }, signal: AbortSignal.timeout(timeout),
    })
    const text = await response.text()
    const body: unknown = (response.headers.get('content-type') ?? '').includes('json') && text !== '' ? JSON.parse(text) : undefined
    return { status: response.status, body }
  } catch (cause) {
    throw new RegistryError('unavailable', 'The schema registry does not answer.', cause)
  }
}
