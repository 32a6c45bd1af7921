import { tellsOfAlteration, type Finding } from '../consumers/finding.ts'
import type { Parts } from './parts.ts'

/** Shows in metrics and status what a check of logs and stores found, but for what is merely told: nobody has to act on that. It takes the place of what the last check found. */
export function countFindings({ telemetry: { found } }: Pick<Parts, 'telemetry'>, findings: readonly Finding[]): readonly Finding[] {
  found.replace(
    'logs',
    findings.filter(tellsOfAlteration).map(({ code }) => ({ code, count: 1 })),
  )
  return findings
}
