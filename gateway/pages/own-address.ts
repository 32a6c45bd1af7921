import type { RequestHandler } from 'express'

/**
 * Sends a page that was opened under another name of this machine (localhost for 127.0.0.1) to the gateway's own address: cookies and
 * the way back from sign-in belong to one name.
 */
export function atOwnAddress(origin: string): RequestHandler {
  const { host } = new URL(origin)
  return (request, response, next) => {
    const page = request.method === 'GET' && request.accepts(['json', 'html']) === 'html'
    if (page && request.headers.host !== host) response.redirect(307, `${origin}${request.originalUrl}`)
    else next()
  }
}
