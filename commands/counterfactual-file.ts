import { readFileSync, writeFileSync } from 'node:fs'
import { canonicalJson } from '../schemas/avro/canonical.ts'
import { reportHash, type CounterfactualReport } from '../gateway/audit/counterfactual/report.ts'

const HASH = /^[0-9a-f]{64}$/

/** Writes a report as its hash is over it. */
export const writeReport = (file: string, report: CounterfactualReport): void => {
  writeFileSync(file, canonicalJson(report))
}

/** The hash of a report that is named by its file, or by the hash itself. Throws Error where the file is none. Whether such a report was made here is asked of access.log. */
export function reportNamed(named: string): string {
  if (HASH.test(named)) return named
  try {
    return reportHash(JSON.parse(readFileSync(named, 'utf8')) as CounterfactualReport)
  } catch (cause) {
    throw new Error('--counterfactual must be the file that "audit replay --policy --out" wrote, or the hash that it said.', { cause })
  }
}
