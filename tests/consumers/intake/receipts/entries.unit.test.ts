import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { firstEntry } from '../../../../consumers/intake/receipts/first-entry.ts'
import { dueAt, laterEntry, LATER_ENTRY_MS } from '../../../../consumers/intake/receipts/later-entry.ts'
import type { Candidate } from '../../../../consumers/intake/candidate.ts'
import { inCaseRules } from '../../../../core/publish/in-case/judge.ts'
import { hasVerdictInCase, judgedBy } from '../../../../core/publish/in-case/judged-by.ts'
import { loadCatalogue } from '../../../../schemas/index.ts'
import { personNamed } from '../../../fixtures/ids.ts'

const types = [...loadCatalogue().types.keys()]
const inbox = { topic: 'agency.norshire-police.events', partition: 0, offset: 3 }
const warning = { pointer: '/data/details/description', code: 'W01', detail: 'Describe his pattern', rule: 'L07' }
const candidateOf = (type: string, more: Partial<Candidate> = {}): Candidate =>
  ({
    inbox,
    publishedAt: Date.parse('2026-03-01T10:00:30Z'),
    warnings: [warning],
    waited: false,
    event: { source: '/agencies/norshire-police/records', id: 'an id', type },
    ...more,
  }) as unknown as Candidate

describe('the first entry of a receipt', () => {
  it('is of the time of publication, and says that a later one follows by the type alone, whatever became of the event', () => {
    const anything = fc.record({
      type: fc.constantFrom(...types),
      redelivered: fc.boolean(),
      waited: fc.boolean(),
      status: fc.constantFrom('accepted' as const, 'repeated' as const),
    })
    fc.assert(
      fc.property(anything, ({ type, redelivered, waited, status }) => {
        const entry = firstEntry({ status, candidate: candidateOf(type, { waited }), redelivered })
        expect(entry).toMatchObject({
          status,
          at: '2026-03-01T10:00:30.000Z',
          final: !hasVerdictInCase(type),
          errors: [],
          warnings: [warning],
        })
      }),
    )
  })

  it('is the only one of what was refused or is held', () => {
    for (const status of ['rejected', 'held'] as const)
      expect(firstEntry({ status, candidate: candidateOf('bail.decided'), errors: [warning] })).toMatchObject({ status, final: true })
    const refused = { inbox, publishedAt: 0, reported: { source: null, event_id: null, type: 'bail.decided' }, errors: [warning] }
    expect(firstEntry({ status: 'rejected', refused })).toMatchObject({ status: 'rejected', final: true, at: '1970-01-01T00:00:00.000Z' })
  })

  it('promises a later one for every type that a rule of the case may refuse or warn of, but for what texts say, which the case tells nobody', () => {
    const details = { result_reason: 'eligible' }
    const mentions = ['content_scope', 'description'].map((field) => ({ field, person: personNamed('somebody') }))
    for (const type of types) {
      const rules = judgedBy({ type, data: { details } } as never, mentions).filter((rule) => rule !== 'W09')
      expect([type, hasVerdictInCase(type)]).toEqual([type, rules.length > 0])
      expect(rules.every((rule) => Object.hasOwn(inCaseRules, rule))).toBe(true)
    }
  })
})

describe('the later entry of a receipt', () => {
  const first = firstEntry({ status: 'accepted', candidate: candidateOf('bail.decided'), redelivered: false })

  it('is due at the first whole minute at least a minute after publication', () => {
    const due = (at: string): string => new Date(dueAt({ at }, LATER_ENTRY_MS)).toISOString()
    expect(due('2026-03-01T10:00:00.000Z')).toBe('2026-03-01T10:01:00.000Z')
    expect(due('2026-03-01T10:00:00.001Z')).toBe('2026-03-01T10:02:00.000Z')
    expect(due('2026-03-01T10:00:59.999Z')).toBe('2026-03-01T10:02:00.000Z')
    expect(dueAt({ at: '2026-03-01T10:00:30.000Z' }, 0)).toBe(-Infinity)
  })

  it('is the verdict, or the first entry once more where there is nothing to add', () => {
    expect(laterEntry(first, undefined)).toEqual({ ...first, final: true })
    const late = { pointer: '/data/details/decided_on', code: 'W07', detail: 'Late.' }
    expect(laterEntry(first, { errors: [], warnings: [late] })).toEqual({ ...first, final: true, warnings: [warning, late] })
    const error = { pointer: '/data/details/views_event', code: 'G14', detail: 'Name another.' }
    expect(laterEntry(first, { errors: [error], warnings: [] })).toEqual({ ...first, final: true, status: 'rejected', errors: [error] })
  })
})
