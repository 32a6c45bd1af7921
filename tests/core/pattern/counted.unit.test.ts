import { describe, expect, it } from '@jest/globals'
import { counted, sorted } from '../../../core/pattern/counted.ts'
import { incident, item } from './items.ts'

const ASSAULT = ['physical.assault']
const DAY = '2025-06-01'

describe('what counts', () => {
  const plain = incident('2025-01-01', ASSAULT)

  it('is never an event that was withdrawn, one whose use a dispute restricts, or an instrument without effect; each is named with its reason', () => {
    const gone = incident('2025-01-02', ASSAULT, { state: 'tombstone' })
    const disputed = incident('2025-01-03', ASSAULT, { marks: { use_restricted: true } })
    const override = item('consent.override-recorded', '2025-01-04', {}, { marks: { not_in_effect: true } })
    const { items, left } = sorted([override, disputed, gone, plain], DAY)
    expect(items).toEqual([plain])
    expect(left).toEqual([
      { event: gone.id, why: 'withdrawn' },
      { event: disputed.id, why: 'use_restricted' },
      { event: override.id, why: 'not_in_effect' },
    ])
  })

  it('is an event that is disputed without a restriction, and one that is shown by its groups alone', () => {
    const reduced = incident('2025-01', ['physical'], { state: 'reduced' })
    const disputed = { ...incident('2025-01-03', ASSAULT), contested_in: ['x'] }
    expect(sorted([reduced, disputed], DAY).items).toEqual([reduced, disputed])
  })

  it('is not what an assessment finds to be the other party’s act, by the newest assessment of it', () => {
    const assessment = (on: string, result: string) =>
      item('behaviour.counter-allegation-assessed', on, { assessment_result: result, linked_events: [plain.id] })
    const turned = sorted([plain, assessment('2025-02-01', 'other_party_primary')], DAY)
    expect(turned.left).toEqual([{ event: plain.id, why: 'other_party_primary' }])
    const back = sorted([plain, assessment('2025-02-01', 'other_party_primary'), assessment('2025-03-01', 'subject_primary')], DAY)
    expect(back.left).toEqual([])
  })

  it('is nothing later than the day, and all of a month that has begun', () => {
    const later = incident('2025-06-02', ASSAULT)
    const thisMonth = incident('2025-06', ASSAULT)
    expect(sorted([later, thisMonth], DAY)).toEqual({ items: [thisMonth], left: [] })
  })

  it('is told by ids, each once, the oldest first', () => {
    const [second, first] = [incident('2025-03-02', ASSAULT), incident('2025-03-01', ASSAULT)]
    expect(counted([second, first, second])).toEqual({ count: 2, events: [first.id, second.id] })
  })
})
