import { RegistryError } from '../errors.ts'
import { addressOf } from './address.ts'

export interface HttpOptions {
  /** Base address of a Confluent-compatible registry; user and password in it are sent as basic authentication. */
  readonly url: string
  /** How long one request may take, milliseconds. Default 5,000. */
  readonly timeout?: number
}

const DEFAULT_TIMEOUT_MS = 5_000
/** Longest answer that is read, bytes: a list of 100,000 subjects, or a schema sixty times as long as the lint lets through. */
const LONGEST_ANSWER = 2 ** 22
const JSON_TYPE = 'application/vnd.schemaregistry.v1+json'

/** The body as text. Throws a RangeError as soon as it is longer than any answer of a registry. */
async function readText(response: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.length
    if (size > LONGEST_ANSWER) throw new RangeError('The answer is longer than a registry answers.')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** What is sent: JSON, with PUT or POST. */
export interface Sent {
  readonly method: 'PUT' | 'POST'
  readonly body: unknown
}

/** One request, tried once: status, and body when it is JSON. `sent`: absent for a GET. Rejects with RegistryError `unavailable`. */
export async function send(
  { url, timeout = DEFAULT_TIMEOUT_MS }: HttpOptions,
  path: string,
  sent?: Sent,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const { host, auth } = addressOf(url)
  const authorization =
    auth === undefined ? {} : { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
  const request = sent === undefined ? { method: 'GET' } : { method: sent.method, body: JSON.stringify(sent.body) }
  try {
    const response = await fetch(`${host}${path}`, {
      ...request,
      headers: { accept: JSON_TYPE, 'content-type': JSON_TYPE, ...authorization },
      signal: AbortSignal.timeout(timeout),
    })
    const text = await readText(response)
    const body: unknown = (response.headers.get('content-type') ?? '').includes('json') && text !== '' ? JSON.parse(text) : undefined
    return { status: response.status, body }
  } catch (cause) {
    throw new RegistryError('unavailable', 'The schema registry does not answer.', cause)
  }
}
