import { describe, expect, it } from '@jest/globals'
import { checkRelease } from '../../policy/decide/check-release.ts'
import { releaseHash } from '../../policy/release/load.ts'
import { changed, madeUpReleases } from './releases.ts'

describe('the releases of a made-up history', () => {
  const releases = madeUpReleases(10)

  it('pass the checks that every release has to pass, and are ten', () => {
    expect(releases.flatMap((files) => checkRelease(files))).toEqual([])
    expect(new Set(releases.map(releaseHash)).size).toBe(10)
  })

  it('are never made of a change that changes nothing', () => {
    expect(() => changed(new Map([['tables/roles.json', '{}']]), { path: 'tables/roles.json', from: '"a"', to: '' })).toThrow(RangeError)
  })
})
