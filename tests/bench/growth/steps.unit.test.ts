import { describe, expect, test } from '@jest/globals'
import { stepsLeft, stepsTo } from '../../../bench/growth/steps.ts'

describe('The steps of growth', () => {
  test('go up to the size that was asked for, which is the last of them', () => {
    expect(stepsTo(1_000_000)).toEqual([10_000, 30_000, 100_000, 300_000, 1_000_000])
    expect(stepsTo(200_000)).toEqual([10_000, 30_000, 100_000, 200_000])
    expect(stepsTo(30_000)).toEqual([10_000, 30_000])
    expect(stepsTo(10_000)).toEqual([10_000])
  })

  test('that are measured are not measured again while others are left', () => {
    expect(stepsLeft(100_000, { events: 0, measured: [] })).toEqual([10_000, 30_000, 100_000])
    expect(stepsLeft(100_000, { events: 57_000, measured: [{ size: 10_000 }, { size: 30_000 }] })).toEqual([100_000])
  })

  test('a step whose load was there when the run was stopped is measured', () => {
    expect(stepsLeft(100_000, { events: 30_010, measured: [{ size: 10_000 }] })).toEqual([30_000, 100_000])
  })

  test('a load that has outgrown a step is not measured as one', () => {
    expect(stepsLeft(100_000, { events: 60_000, measured: [{ size: 10_000 }] })).toEqual([100_000])
  })

  test('where nothing is left, a run measures the last step again', () => {
    expect(stepsLeft(30_000, { events: 30_020, measured: [{ size: 10_000 }, { size: 30_000 }] })).toEqual([30_000])
    expect(stepsLeft(10_000, { events: 30_020, measured: [{ size: 10_000 }, { size: 30_000 }] })).toEqual([30_000])
  })
})
