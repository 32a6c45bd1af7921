import type { IncomingMessage } from 'node:http'

/** A host with or without a port (RFC 9110, 7.2); empty where the target has none. */
const HOST = /^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]*)(?::\d{0,5})?$/i
/** The authority of a request target in absolute form (RFC 9112, 3.2.2). */
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i

/**
 * Whether a request names one host alone: who stands before this server and who serves must not understand two. More than one Host header, one that is no host,
 * one that differs from the request's target, and none in HTTP/1.1 are refused (RFC 9112, 3.2).
 */
export function namesOneHost({ rawHeaders, url = '', httpVersion }: Pick<IncomingMessage, 'rawHeaders' | 'url' | 'httpVersion'>): boolean {
  const hosts = rawHeaders.flatMap((name, at) => (at % 2 === 0 && name.toLowerCase() === 'host' ? [rawHeaders[at + 1] ?? ''] : []))
  const [host = ''] = hosts
  const target = ABSOLUTE.exec(url)?.[1]
  const isThere = hosts.length === 1 || (hosts.length === 0 && httpVersion === '1.0')
  return isThere && HOST.test(host) && (target === undefined || target.toLowerCase() === host.toLowerCase())
}
