import { describe, expect, it } from '@jest/globals'
import { servedNow } from '../../../infra/event-log/served-now.ts'

const waiting = { flood: 9_000, little: 2, another: 40 }
const names = ['flood', 'little', 'another'] as const

describe('which inboxes are served', () => {
  it('is every other turn those alone of which little waits', () => {
    expect(servedNow(names, (name) => waiting[name], 0)).toEqual(['little'])
    expect(servedNow(names, (name) => waiting[name], 1)).toEqual(names)
  })

  it('is all of them where none has little', () => {
    expect(servedNow(['flood', 'another'] as const, (name) => waiting[name], 0)).toEqual(['flood', 'another'])
  })
})
