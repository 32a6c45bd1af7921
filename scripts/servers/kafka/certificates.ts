import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from '../cache/run-tool.ts'

/** A certificate authority of one run, and the one certificate that it issued, shared by the nodes. */
export interface Certificates {
  /** PEM file: the nodes' private key and certificate. */
  readonly nodeFile: string
  /** PEM file of the authority. */
  readonly caFile: string
  /** The authority's certificate, PEM. */
  readonly ca: string
  /** The common name in the nodes' certificate. */
  readonly nodeName: string
}

const INSTALL = 'Install it (Debian and Ubuntu: sudo apt-get install openssl).'
const NODE_NAME = 'throughline-node'
const EC_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

/** Makes them with openssl, valid for 127.0.0.1 and localhost for thirty days; the authority's key is deleted at once. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const file = (name: string): string => join(folder, name)
  const openssl = (args: readonly string[]): Promise<string> => runTool('openssl', args, INSTALL)
  await openssl([
    'req',
    '-x509',
    ...EC_KEY,
    '-keyout',
    file('ca.key'),
    '-out',
    file('ca.pem'),
    '-days',
    '30',
    '-subj',
    '/CN=throughline-run',
  ])
  await openssl(['req', ...EC_KEY, '-keyout', file('node.key'), '-out', file('node.csr'), '-subj', `/CN=${NODE_NAME}`])
  writeFileSync(file('node.ext'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth,clientAuth\n')
  await openssl([
    'x509',
    '-req',
    '-in',
    file('node.csr'),
    '-CA',
    file('ca.pem'),
    '-CAkey',
    file('ca.key'),
    '-CAcreateserial',
    '-out',
    file('node.crt'),
    '-days',
    '30',
    '-extfile',
    file('node.ext'),
  ])
  writeFileSync(file('node.pem'), readFileSync(file('node.key'), 'utf8') + readFileSync(file('node.crt'), 'utf8'), { mode: 0o600 })
  for (const name of ['ca.key', 'node.key', 'node.csr', 'node.ext']) rmSync(file(name), { force: true })
  return { nodeFile: file('node.pem'), caFile: file('ca.pem'), ca: readFileSync(file('ca.pem'), 'utf8'), nodeName: NODE_NAME }
}
