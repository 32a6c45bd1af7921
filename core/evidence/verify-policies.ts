import type { BundleFault } from './fault.ts'
import { BUNDLE, hasItsName, releasesIn, type BundleFiles } from './files.ts'
import { parseLines } from './json-lines.ts'
import type { RecordLine } from './record-line.ts'

/** A policy release as control.events put it in force. */
export interface ReleaseLine {
  /** Number of the entry in control.events. */
  readonly sequence: number
  /** Running hash of control.events after it, hex. */
  readonly chain: string
  /** Hash of the release, hex. */
  readonly policy: string
  /** ISO 8601 in UTC. */
  readonly at: string
}

function releaseFrom(line: Readonly<Record<string, unknown>> | undefined): ReleaseLine | undefined {
  const { sequence, chain, policy, at } = line ?? {}
  const areTexts = typeof chain === 'string' && typeof policy === 'string' && typeof at === 'string'
  return typeof sequence === 'number' && areTexts ? { sequence, chain, policy, at } : undefined
}

/** What is wrong with the policies of a bundle: their files, and which was in force where each record was decided. */
export function verifyPolicies(files: BundleFiles, lines: readonly RecordLine[]): readonly BundleFault[] {
  const releases = releasesIn(files)
  const differing = [...releases].filter(([hash, texts]) => !hasItsName(hash, texts))
  const differ = differing.map(([policy]): BundleFault => ({ code: 'policy-differs', policy }))
  const missing = lines.flatMap(({ record: { id: record, policy }, leaf }): readonly BundleFault[] =>
    releases.has(policy) ? [] : [{ code: 'policy-missing', policy, record, leaf }],
  )
  return [...differ, ...missing, ...verifyInForce(files, lines)]
}

function verifyInForce({ read }: BundleFiles, lines: readonly RecordLine[]): readonly BundleFault[] {
  const bytes = read(BUNDLE.releases)
  if (bytes === undefined) return [{ code: 'file-missing', path: BUNDLE.releases }]
  const parsed = parseLines(bytes).map(releaseFrom)
  const malformed = parsed.indexOf(undefined)
  if (malformed >= 0) return [{ code: 'line-malformed', path: BUNDLE.releases, line: malformed + 1 }]
  const releases = parsed.filter((line) => line !== undefined).sort((one, other) => one.sequence - other.sequence)
  return lines.flatMap(({ record, leaf }): readonly BundleFault[] => {
    const mark = record.versions.find(({ log }) => log === 'control')
    const inForce = mark && releases.findLast(({ sequence }) => sequence <= mark.sequence)
    if (mark === undefined || inForce === undefined) return []
    if (inForce.policy !== record.policy) return [{ code: 'policy-not-in-force', record: record.id, leaf }]
    const isSameChain = inForce.sequence !== mark.sequence || inForce.chain === mark.chain
    return isSameChain ? [] : [{ code: 'control-differs', record: record.id, leaf }]
  })
}
