import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readFolder } from '../../../../commands/demo/folder.ts'
import { foldCaseLog } from '../../../../core/case/fold-log.ts'
import type { IndexPart, NumberedEvent } from '../../../../core/case/index-part.ts'
import { createCaseMemory } from '../../../../core/case/memory/case-memory.ts'
import { inCaseRules, judgeInCase } from '../../../../core/publish/in-case/judge.ts'
import { agencyEvent, linkable } from '../../../cases/publish/chronology-links.ts'
import { createPast } from '../../../cases/publish/past.ts'

const { agencies, chronologies } = readFolder(join(import.meta.dirname, '..', '..', '..', '..', 'demo'))

/** Index parts of a chronology, as intake makes them. */
const indexesOf = (name: string): readonly IndexPart[] => {
  const { events } = chronologies.find((chronology) => chronology.name === name) ?? { events: [] }
  const past = createPast(events, [], agencies)
  return events.flatMap((event) => past.place(linkable(agencyEvent(event), agencies), [])?.record.index ?? [])
}

const numbered = (indexes: readonly IndexPart[]): readonly NumberedEvent[] => indexes.map((index, at) => ({ sequence: at + 1, index }))
/** Rules that rest on wishes, overrides and MARAC flags, too. */
const EXEMPT: ReadonlySet<string> = new Set(['G11', 'G13'])
const everyRule = Object.keys(inCaseRules)

const subset = fc.array(fc.boolean(), { minLength: 64, maxLength: 64 })

describe('judging in a case', () => {
  const cases = ['KESTREL', 'LINNET'].map(indexesOf)
  const places = cases.flatMap((indexes, log) => indexes.map((_, at) => [log, at] as const))

  it('lets other agencies’ events lift a refusal, never cause one, nor a word to the publisher', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), subset, fc.subarray(everyRule, { minLength: 1 }), ([log, at], kept, rules) => {
        const indexes = cases[log] ?? []
        const judged = indexes[at]
        if (judged === undefined) return
        const index = { ...judged, judged_by: rules }
        const own = indexes.slice(0, at).filter((other) => other.agency === index.agency)
        const some = indexes.slice(0, at).filter((other, place) => other.agency === index.agency || kept[place] === true)
        const codes = (before: readonly IndexPart[]): ReadonlySet<string> => {
          const { errors, forPublisher } = judgeInCase(index, createCaseMemory(numbered(before)))
          return new Set([...errors, ...forPublisher].map(({ code }) => code).filter((code) => !EXEMPT.has(code)))
        }
        const alone = codes(own)
        for (const code of codes(some)) expect(alone).toContain(code)
      }),
      { numRuns: 500 },
    )
  })

  it('refuses nothing that has no receipt to be told in', () => {
    for (const [log, at] of places) {
      const index = cases[log]?.[at]
      if (index !== undefined) expect(judgeInCase({ ...index, judged_by: everyRule, inbox: null }, createCaseMemory()).errors).toEqual([])
    }
  })

  it('is the same whether a log is folded at once or with its repeats among it', () => {
    const entries = (cases[1] ?? []).map((index) => ({
      record: { index, parts: [] },
      fingerprint: '00'.repeat(32),
      indexBytes: Buffer.from(index.event_id),
    }))
    const withoutOverride = entries.filter(({ record: { index } }) => index.type !== 'consent.override-recorded')
    const once = foldCaseLog(withoutOverride)
    expect(once.refused.map(({ entry, verdict }) => [entry.record.index.type, verdict.errors.map(({ code }) => code)])).toEqual([
      ['marac.case-listed', ['G11']],
    ])
    const again = foldCaseLog([...withoutOverride, ...entries])
    expect(again.refused).toHaveLength(1)
    expect(again.events.map(({ index }) => index.event_id)).toEqual([
      ...once.events.map(({ index }) => index.event_id),
      entries.find((entry) => !withoutOverride.includes(entry))?.record.index.event_id,
    ])
  })
})
