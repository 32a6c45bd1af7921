import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { builtVerifier, VERIFIER } from '../../../scripts/verifier/build.ts'

describe('the single-file verifier', () => {
  it('is what its sources make: else run npm run generate', () => {
    expect(readFileSync(VERIFIER, 'utf8') === builtVerifier()).toBe(true)
  })

  it("needs nothing but Node's own modules", () => {
    const imported = [...builtVerifier().matchAll(/\bfrom "(?<name>[^"]+)"|\bimport\("|\brequire\("/g)].map(
      ({ groups }) => groups?.name ?? '',
    )
    expect(imported.length).toBeGreaterThan(5)
    expect(imported.filter((name) => !name.startsWith('node:'))).toEqual([])
  })
})
