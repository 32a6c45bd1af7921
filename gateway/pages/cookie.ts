import type { IncomingMessage } from 'node:http'
import type { Response } from 'express'
import { PENDING_SECONDS } from '../identity/pending-sign-in.ts'
import { IDLE_MS } from '../identity/sessions.ts'

/** A cookie: one per origin, out of reach of scripts, not sent with requests of other sites but top-level visits. */
export interface PageCookie {
  read(request: IncomingMessage): string | undefined
  set(response: Response, value: string): void
  clear(response: Response): void
}

export interface CookieOptions {
  readonly https: boolean
}

function createCookie(
  plainName: string,
  { https, form, seconds }: CookieOptions & { readonly form: RegExp; readonly seconds?: number },
): PageCookie {
  const name = https ? `__Host-${plainName}` : plainName
  const options = { httpOnly: true, sameSite: 'lax', secure: https, path: '/' } as const
  return {
    read: (request) => {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
      const value = pairs.find(([key]) => key === name)?.[1]
      return value !== undefined && form.test(value) ? value : undefined
    },
    set: (response, value) => {
      response.cookie(name, value, { ...options, ...(seconds === undefined ? {} : { maxAge: seconds * 1000 }) })
    },
    clear: (response) => {
      response.clearCookie(name, options)
    },
  }
}

/** A visit's random id. */
export const createSessionCookie = (options: CookieOptions): PageCookie => createCookie('sid', { ...options, form: /^[A-Za-z0-9_-]{43}$/ })

/** A sign-in that is under way, sealed: compact JWE. */
export const createPendingCookie = (options: CookieOptions): PageCookie =>
  createCookie('signin', { ...options, form: /^[A-Za-z0-9_-]+\.[A-Za-z0-9_.-]{1,3000}$/, seconds: PENDING_SECONDS })

/** The random id of words that are kept of a form (kept/kept-words.ts). */
export const createKeptCookie = (options: CookieOptions): PageCookie =>
  createCookie('kept', { ...options, form: /^[A-Za-z0-9_-]{43}$/, seconds: IDLE_MS / 1000 })
