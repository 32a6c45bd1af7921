import { describe, expect, it } from '@jest/globals'
import { parsePagePosition, pagePositionText } from '../../../core/disclosure/page-position.ts'

describe('the place of a page', () => {
  const place = { side: 'after', id: 'A'.repeat(22), begins: -86_400_000 } as const
  it('comes back from its text', () => {
    expect(parsePagePosition(pagePositionText(place))).toEqual(place)
  })
  it.each(['', 'after', `beside ${'A'.repeat(22)} 1`, `after ${'A'.repeat(21)} 1`, `after ${'A'.repeat(22)} 1.5`])(
    'is none of "%s"',
    (text) => {
      expect(parsePagePosition(text)).toBeUndefined()
    },
  )
})
