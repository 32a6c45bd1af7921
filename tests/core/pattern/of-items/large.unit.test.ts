import { describe, expect, it } from '@jest/globals'
import type { PatternItem } from '../../../../core/pattern/item.ts'
import { patternOf } from '../../../../core/pattern/of-items.ts'
import { daysAfter } from '../../../../core/time/calendar.ts'
import { gravityOf, incident, item } from '../items.ts'

/** Acts, referrals and what was asked of him, in turn; every act harms another woman, of whom one item says her given name alone. */
const ofCase = (length: number): readonly PatternItem[] =>
  Array.from({ length }, (_, at) => {
    const on = daysAfter('2020-01-01', at % 2_000)
    const harmed = [
      { given_name: `Given${String(at)}`, family_name: `Family${String(at)}`, role: 'adult' },
      { given_name: `Given${String(at)}` },
    ]
    const expectation = { expectation_id: `e${String(at - (at % 5))}` }
    return [
      incident(on, ['physical.assault'], { harmed }),
      incident(on, ['physical.assault']),
      item('marac.referral-made', on),
      item('engagement.expectation-set', on, expectation),
      item('engagement.expectation-answered', on, { ...expectation, answer: 'done' }),
    ][at % 5]!
  })

/** How often the pattern of a case looks into its items. */
function looksInto(length: number): number {
  let looks = 0
  const counted = ofCase(length).map((one) => {
    const { occurred, data, ...rest } = one
    const watched = {
      get occurred() {
        looks += 1
        return occurred
      },
      get data() {
        looks += 1
        return data
      },
    }
    return Object.defineProperties({ ...rest }, Object.getOwnPropertyDescriptors(watched)) as PatternItem
  })
  patternOf(counted, { role: 'marac_coordinator', asOf: '2026-02-01', gravityOf })
  return looks
}

describe('the pattern of a case of many events', () => {
  it('takes twice the work for twice the events, so that nobody makes it too much by what they publish', () => {
    expect(looksInto(2_000) / looksInto(1_000)).toBeLessThan(2.5)
  })
})
