import { certificateEnds, type CertificateFile } from '../../infra/health/certificates.ts'
import type { Places } from '../adapters.ts'
import type { End } from './seen.ts'

/** The files with certificates that the configuration names, under the names of what names them. */
export function certificateFiles({ kafka, databaseUrl }: Places): readonly CertificateFile[] {
  const query = databaseUrl === undefined ? new URLSearchParams() : new URL(databaseUrl).searchParams
  const named: readonly (readonly [string, string | null | undefined])[] = [
    ['KAFKA_CA_FILE', kafka?.caFile],
    ['DATABASE_URL sslrootcert', query.get('sslrootcert')],
    ['DATABASE_URL sslcert', query.get('sslcert')],
  ]
  return named.flatMap(([name, file]) => (file === undefined || file === null || file === '' ? [] : [{ name, file }]))
}

/** Ends of the certificates in those files: of each, the one that ends first; 0 for a file that cannot be read. */
export const readCertificates = (places: Places): readonly End[] => certificateEnds(certificateFiles(places))
