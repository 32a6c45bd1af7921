import type { IncomingMessage } from 'node:http'

/** A host with or without a port (RFC 9110, 7.2); empty where the target has none. */
const HOST = /^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]*)(?::\d{0,5})?$/i
/** The authority of a request target in absolute form (RFC 9112, 3.2.2). */
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i

/**
 * Whether a request names one host alone: who stands before this server and who serves must not understand two. More than one Host header, one that is no host,
 * and one that differs from the request's target are refused (RFC 9112, 3.2). A missing one is refused by Node itself.
 */
export function namesOneHost({ rawHeaders, url = '' }: Pick<IncomingMessage, 'rawHeaders' | 'url'>): boolean {
  const hosts = rawHeaders.flatMap((name, at) => (at % 2 === 0 && name.toLowerCase() === 'host' ? [rawHeaders[at + 1] ?? ''] : []))
  const [host = ''] = hosts
  const target = ABSOLUTE.exec(url)?.[1]
  return hosts.length <= 1 && HOST.test(host) && (target === undefined || target.toLowerCase() === host.toLowerCase())
}
