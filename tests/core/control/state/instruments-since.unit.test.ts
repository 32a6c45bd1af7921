import { describe, expect, it } from '@jest/globals'
import { POLICY_RELEASED } from '../../../../core/control/entry.ts'
import { controlState } from '../../../../core/control/state.ts'

const released = (engine: number, at: string, approved: readonly string[] = ['one', 'other']) =>
  ({ type: POLICY_RELEASED, value: { at, hash: `${String(engine)} ${at}`, engine, files: [], approved_by: approved } }) as const
const sinceAfter = (...entries: readonly ReturnType<typeof released>[]) => controlState(entries).instrumentsSince

describe('since when it is asked whose word counts', () => {
  it('is when a release of the second engine followed one of the first', () => {
    expect(sinceAfter(released(1, '2026-01-01'), released(2, '2026-02-01'))).toBe('2026-02-01')
  })

  it('stays so under later releases of that engine', () => {
    expect(sinceAfter(released(1, '2026-01-01'), released(2, '2026-02-01'), released(2, '2026-03-01'))).toBe('2026-02-01')
  })

  it('is not known where there never was another: then nothing is from before', () => {
    expect(sinceAfter(released(2, '2026-02-01'), released(2, '2026-03-01'))).toBeUndefined()
  })

  it('begins anew after a release of the first engine was put back', () => {
    expect(sinceAfter(released(1, '2026-01-01'), released(2, '2026-02-01'), released(1, '2026-03-01'))).toBeUndefined()
    expect(sinceAfter(released(1, '2026-01-01'), released(2, '2026-02-01'), released(1, '2026-03-01'), released(2, '2026-04-01'))).toBe(
      '2026-04-01',
    )
  })

  it('is not moved by a release that one person alone stands behind', () => {
    expect(sinceAfter(released(1, '2026-01-01'), released(2, '2026-02-01', ['one']))).toBeUndefined()
  })
})
