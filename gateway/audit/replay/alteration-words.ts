import { CASE_TAG, nextChain } from '../../../core/chain/hash.ts'
import { findAlteration, type Alteration, type ChainStep } from '../../../core/chain/find-alteration.ts'
import type { FoldedCase } from '../../../core/case/fold-log.ts'
import type { ControlLog } from './control-log.ts'
import type { FoldedLogs, NamedVersion } from './folded-logs.ts'

const stepsOf = ({ applied }: FoldedCase): readonly ChainStep[] =>
  applied.map(({ entry: { fingerprint, indexBytes }, parts }) => {
    const hashes = parts.map(({ hash }) => hash)
    return (previous, sequence) => nextChain(CASE_TAG, previous, sequence, fingerprint, indexBytes, hashes)
  })

/** Worked out once for each version of a log: many reads may have seen it. */
const found = new WeakMap<FoldedCase | ControlLog, Map<string, Alteration | undefined>>()

function alterationOf(
  of: FoldedCase | ControlLog,
  { sequence, chain }: NamedVersion,
  search: () => Alteration | undefined,
): Alteration | undefined {
  const before = found.get(of) ?? new Map<string, Alteration | undefined>()
  found.set(of, before)
  const name = `${String(sequence)} ${chain}`
  if (!before.has(name)) before.set(name, search())
  return before.get(name)
}

function search({ cases, control }: FoldedLogs, version: NamedVersion, intact: number): Alteration | undefined {
  const folded = version.caseLog === undefined ? undefined : cases.get(version.caseLog)
  if (folded !== undefined) return alterationOf(folded, version, () => findAlteration(stepsOf(folded), folded.chainAt, version, intact))
  if (version.log !== 'control') return undefined
  const head = (n: number): Buffer | undefined => {
    const chain = control.chainAt(n)
    return chain === undefined ? undefined : Buffer.from(chain, 'hex')
  }
  return alterationOf(control, version, () => findAlteration(control.steps, head, version, intact))
}

function lengthOf({ cases, control, links }: FoldedLogs, { log, caseLog }: NamedVersion): number {
  if (caseLog !== undefined) return cases.get(caseLog)?.applied.length ?? 0
  return log === 'control' ? control.steps.length : links.length
}

/** The smallest that explains how a log differs from what a read saw of it, in words. `intact`: number up to which other records say that it is as it was; -1: none does. */
export function alterationWords(logs: FoldedLogs, version: NamedVersion, intact: number): string {
  const length = lengthOf(logs, version)
  if (length < version.sequence) return `its entries from number ${String(length + 1)} on are not there`
  const alteration = search(logs, version, intact)
  const number = alteration === undefined ? '' : String(alteration.sequence)
  if (alteration?.kind === 'inserted') return `an entry was put in at number ${number} after the read`
  if (alteration?.kind === 'swapped') return `the entries at number ${number} and the next have changed places since`
  return `an entry after number ${String(Math.max(intact, 0))} was altered or removed since: the running hash differs`
}
