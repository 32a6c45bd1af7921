import { AgencyClientError } from './errors.ts'
import { createKeyToken, type KeyCredentials, type KeyToken } from './key-token.ts'

export type Fetch = (input: string, init: RequestInit) => Promise<Response>

/** An answer of the service. `body` is its JSON, or undefined when it is none. */
export interface Answer {
  readonly status: number
  readonly retryAfter: string | null
  readonly body: unknown
}

export interface HttpOptions {
  /** Address of the service, for example `https://throughline.example`. */
  readonly url: string
  /** Gives a bearer token; asked again when one is no longer accepted. */
  readonly token?: () => Promise<string>
  /** In place of `token`: the key to sign in with. Tokens are asked for and renewed by themselves. */
  readonly credentials?: KeyCredentials
  readonly fetch?: Fetch
  /** How long a request may take. Default 30 s. */
  readonly timeoutMs?: number
}

/** A request's body and its media type. */
export interface Content {
  readonly type: string
  readonly text: string
}

export interface Http {
  /** Sends a request with the agency's token; a 401 is tried once more with a new one. Rejects when there is no answer. */
  send(method: 'GET' | 'POST', path: string, signal: AbortSignal, body?: Content): Promise<Answer>
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** The base address. Throws AgencyClientError `address`: events go over TLS, or stay on this machine. */
function baseOf(url: string): string {
  const base = URL.parse(url)
  const secure = base?.protocol === 'https:' || (base?.protocol === 'http:' && LOOPBACK.test(base.hostname))
  if (base === null || !secure || base.username !== '') {
    throw new AgencyClientError('address', 'The address must be https://… without a user name; http:// only for this machine (localhost).')
  }
  return base.href.replace(/\/+$/, '')
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Where a request's token comes from. Throws TypeError without a token or a key. */
function tokens(base: string, { token, credentials, timeoutMs }: HttpOptions): KeyToken {
  if (credentials !== undefined) return createKeyToken(base, credentials, timeoutMs)
  if (token === undefined) throw new TypeError('A client over HTTP needs token or credentials.')
  let kept: string | undefined
  return {
    current: async () => (kept ??= await token()),
    forget: () => {
      kept = undefined
    },
  }
}

/** Requests to the service, with a token that is kept until it is refused. Throws AgencyClientError `address`. */
export function createHttp(options: HttpOptions): Http {
  const base = baseOf(options.url)
  const request = options.fetch ?? fetch
  const token = tokens(base, options)
  let used = false

  const once = async (method: string, path: string, signal: AbortSignal, body?: Content): Promise<Answer> => {
    const response = await request(base + path, {
      method,
      headers: {
        accept: 'application/json, application/problem+json',
        authorization: `Bearer ${await token.current()}`,
        ...(body && { 'content-type': body.type }),
      },
      ...(body && { body: body.text }),
      // INVARIANT: neither the token nor an event follows a redirect to another host.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs ?? 30_000)]),
    })
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: parse(await response.text()) }
  }

  return {
    send: async (method, path, signal, body) => {
      const fresh = !used
      used = true
      const answer = await once(method, path, signal, body)
      if (answer.status !== 401) return answer
      token.forget()
      used = !fresh
      return fresh ? answer : once(method, path, signal, body)
    },
  }
}
