import type { IncomingMessage } from 'node:http'
import type { Response } from 'express'

/** The session cookie: one per origin, out of reach of scripts, not sent with requests of other sites but top-level visits. */
export interface SessionCookie {
  read(request: IncomingMessage): string | undefined
  set(response: Response, id: string): void
  clear(response: Response): void
}

export function createSessionCookie({ https }: { readonly https: boolean }): SessionCookie {
  const name = https ? '__Host-sid' : 'sid'
  const options = { httpOnly: true, sameSite: 'lax', secure: https, path: '/' } as const
  return {
    read: (request) => {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
      const value = pairs.find(([key]) => key === name)?.[1]
      return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined
    },
    set: (response, id) => { response.cookie(name, id, options) },
    clear: (response) => { response.clearCookie(name, options) },
  }
}
