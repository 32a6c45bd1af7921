import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { REPLAY_OUTCOMES, type ReplayFinding, type ReplayOutcome } from '../../../../gateway/audit/replay/outcome.ts'
import type { ShareResult } from '../../../../gateway/audit/replay/judge-share.ts'
import { createTally } from '../../../../gateway/audit/replay/tally.ts'

const outcomes = fc.array(fc.constantFrom(...REPLAY_OUTCOMES), { minLength: 1, maxLength: 60 })

function resultOf(reads: readonly (readonly [offset: number, outcome: ReplayOutcome])[]): ShareResult {
  const counts: Partial<Record<ReplayOutcome, number>> = {}
  for (const [, outcome] of reads) counts[outcome] = (counts[outcome] ?? 0) + 1
  const findings = reads.flatMap(([offset, outcome]): readonly ReplayFinding[] =>
    outcome === 'match' ? [] : [{ record: String(offset), offset, outcome, detail: 'different' }],
  )
  return { counts, findings }
}

const reportOf = (shares: readonly (readonly (readonly [number, ReplayOutcome])[])[]): string => {
  const tally = createTally(0, undefined)
  for (const share of shares) tally.add({ group: '', after: -1, reads: share.length }, resultOf(share))
  return JSON.stringify(tally.report())
}

describe('the report of a replay', () => {
  it('is the same bytes however its reads were split, and in whatever order the shares were done', () => {
    fc.assert(
      fc.property(outcomes, fc.array(fc.nat(5), { minLength: 60, maxLength: 60 }), fc.nat(), (all, shareOf, seed) => {
        const reads = all.map((outcome, offset) => [offset, outcome] as const)
        const shares = [...Map.groupBy(reads, ([offset]) => shareOf[offset]).values()]
        const turned = [...shares.slice(seed % shares.length), ...shares.slice(0, seed % shares.length)]
        expect(reportOf(turned)).toBe(reportOf([reads]))
      }),
    )
  })

  it('has findings in the order of the log, and counts from the mildest outcome on', () => {
    const report = reportOf([
      [
        [7, 'proof-invalid'],
        [9, 'state-tampered'],
      ],
      [
        [3, 'state-tampered'],
        [4, 'match'],
      ],
    ])
    const { counts, findings } = JSON.parse(report) as { counts: object; findings: readonly ReplayFinding[] }
    expect(Object.entries(counts)).toEqual([
      ['match', 1],
      ['state-tampered', 2],
      ['proof-invalid', 1],
    ])
    expect(findings.map(({ offset }) => offset)).toEqual([3, 7, 9])
  })

  it('says how far it is', () => {
    const said: unknown[] = []
    const tally = createTally(3, (progress) => said.push(progress))
    tally.add(
      { group: '', after: -1, reads: 2 },
      resultOf([
        [0, 'match'],
        [1, 'missing'],
      ]),
    )
    expect(said).toEqual([
      { done: 0, of: 3, findings: 0 },
      { done: 2, of: 3, findings: 1 },
    ])
  })
})
