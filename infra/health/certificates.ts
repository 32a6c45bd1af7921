import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** When the certificate of a PEM text that ends first ends (ms since the Unix epoch); undefined where it has none. Throws for one that cannot be read. */
export function firstEnd(pem: string): number | undefined {
  const ends = (pem.match(PEM) ?? []).map((one) => new X509Certificate(one).validToDate.getTime())
  return ends.length === 0 ? undefined : Math.min(...ends)
}

/** A file with certificates that this process uses: the name of the variable that names it. */
export interface CertificateFile {
  readonly name: string
  readonly file: string
}

/** Ends of the certificates in files, by name (ms since the Unix epoch); 0 for a file that cannot be read, or has none. */
export function certificateEnds(files: readonly CertificateFile[]): readonly { readonly name: string; readonly endsAt: number }[] {
  return files.map(({ name, file }) => {
    try {
      return { name, endsAt: firstEnd(readFileSync(file, 'utf8')) ?? 0 }
    } catch {
      return { name, endsAt: 0 }
    }
  })
}
